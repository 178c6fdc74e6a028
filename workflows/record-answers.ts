import { CancellationScope } from '@temporalio/workflow';
import type { Answer } from '../contracts/activities';
import { cellName } from '../domain/bench/cell';
import { addReason } from '../domain/bench/reasons';
import { countOf } from '../domain/wording';
import { recording } from './activity-stubs';
import { type BlockRun, isWorthTelling } from './block-run';
import { underway } from './standstill';
import { tellProgress } from './tell-bench';

/** Answers that one activity records, where they come faster than MLflow takes them. */
const mostAtOnce = 20;

/** Long answers are fewer at once: Temporal takes at most 2 MB, and a character may take six bytes in JSON. */
const mostCharacters = 200_000;

/** So that MLflow has something to do while Temporal hears that others are done. */
const mostRecorders = 2;

/**
 * Takes in an accepted answer. It is recorded whatever happens to the bench: a cancel must not lose it. One that comes
 * alone is recorded at once, alone: to gather some first halves what Temporal and the worker take of the processor, but
 * was not seen to make a bench faster, even on two cores.
 */
export function recordSoon(block: BlockRun, answer: Answer): void {
	block.unrecorded += 1;
	block.answers.push(answer);
	const worthAnother = block.recorders === 0 || block.answers.length >= mostAtOnce;
	if (worthAnother && block.recorders < mostRecorders) void CancellationScope.nonCancellable(() => recordAll(block));
}

/** It counts itself out in the very step in which it finds nothing more: an answer that comes then starts another. */
async function recordAll(block: BlockRun): Promise<void> {
	block.recorders += 1;
	while (block.answers.length > 0) await recordSome(block);
	block.recorders -= 1;
}

/** What somebody makes fail by hand keeps no other from being recorded. */
async function recordSome(block: BlockRun): Promise<void> {
	const some = takeBatch(block.answers);
	try {
		await underway(block.underway, null, () => record(block, some));
		noteRecorded(block, some);
		if (isWorthTelling(block)) void tellProgress(block);
	} catch (why) {
		block.stop ??= { why };
	} finally {
		block.unrecorded -= some.length;
	}
}

function noteRecorded({ result }: BlockRun, answers: readonly Answer[]): void {
	result.done += answers.length;
	for (const { generation } of answers) {
		if (generation.invalid !== null) result.invalid = addReason(result.invalid, generation.invalid);
	}
}

/** Takes the first answers out of the line: one, and as many more as may go together. */
export function takeBatch(answers: Answer[]): Answer[] {
	let characters = 0;
	const end = answers.findIndex(({ generation }, at) => {
		characters += generation.text.length;
		return at === mostAtOnce || (at > 0 && characters > mostCharacters);
	});
	return answers.splice(0, end === -1 ? answers.length : end);
}

async function record({ input }: BlockRun, answers: readonly Answer[]): Promise<void> {
	const [first] = answers;
	const summary = answers.length === 1 && first ? cellName(first.cell) : countOf(answers.length, 'cell');
	const cells = answers.map(({ cell, generation }) => ({ cell, started_at: generation.started_at }));
	const ids = await recording.createRuns.executeWithOptions({ summary }, [input.record, cells]);
	const runs = answers.map((answer, at) => ({ ...answer, run_id: ids[at] as string }));
	await recording.fillRuns.executeWithOptions({ summary }, [input.record, runs]);
}
