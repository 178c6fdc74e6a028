import { CancellationScope } from '@temporalio/workflow';
import type { Answer } from '../activities/contract';
import { cellName } from '../domain/cell';
import { countOf } from '../domain/wording';
import { recording } from './activity-stubs';
import { type BlockRun, isWorthTelling } from './block-run';
import { tellProgress } from './tell-bench';

/** Answers that one activity records, where they come faster than MLflow takes them. */
const mostAtOnce = 20;

/** So that MLflow has something to do while Temporal hears that others are done. */
const mostRecorders = 2;

/**
 * Takes in an accepted answer. It is recorded whatever happens to the bench: a cancel must not lose it. One that comes
 * alone is recorded at once, alone; those that come meanwhile are recorded together, which spares history.
 */
export function recordSoon(block: BlockRun, answer: Answer): void {
	block.unrecorded += 1;
	block.answers.push(answer);
	const worthAnother = block.recorders === 0 || block.answers.length >= mostAtOnce;
	if (worthAnother && block.recorders < mostRecorders) void recordWaiting(block);
}

async function recordWaiting(block: BlockRun): Promise<void> {
	block.recorders += 1;
	try {
		await CancellationScope.nonCancellable(() => recordAll(block));
	} catch (why) {
		block.stop ??= { why };
	}
}

/** It counts itself out in the very step in which it finds nothing more: an answer that comes then starts another. */
async function recordAll(block: BlockRun): Promise<void> {
	try {
		while (block.answers.length > 0) await recordSome(block);
	} finally {
		block.recorders -= 1;
	}
}

async function recordSome(block: BlockRun): Promise<void> {
	const some = block.answers.splice(0, mostAtOnce);
	try {
		await record(block, some);
	} finally {
		block.unrecorded -= some.length;
	}
	block.result.done += some.length;
	if (isWorthTelling(block)) void tellProgress(block);
}

async function record({ input }: BlockRun, answers: readonly Answer[]): Promise<void> {
	const [first] = answers;
	const summary = answers.length === 1 && first ? cellName(first.cell) : countOf(answers.length, 'cell');
	const cells = answers.map(({ cell, generation }) => ({ cell, started_at: generation.started_at }));
	const ids = await recording.createRuns.executeWithOptions({ summary }, [input.record, cells]);
	const runs = answers.map((answer, at) => ({ ...answer, run_id: ids[at] as string }));
	await recording.fillRuns.executeWithOptions({ summary }, [input.record, runs]);
}
