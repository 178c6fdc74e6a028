import type { Answer, FormerAnswer } from '../contracts/activities';
import { cellName } from '../domain/bench/cell-name';
import { addReason } from '../domain/bench/reasons';
import { countOf } from '../domain/wording';
import { recording } from './activity-stubs';
import { type BlockRun, isWorthTelling } from './block-run';
import { mostAtOnce, recordSoon } from './recorder';
import { dropWhereReset } from './resets';
import { underway } from './standstill';
import { tellProgress } from './tell-bench';

/** Long answers are fewer at once: Temporal takes at most 2 MB, and a character may take six bytes in JSON. */
const mostCharacters = 200_000;

/** Takes in an accepted answer, and sees it to its run. */
export function recordAnswer(block: BlockRun, answer: Answer | FormerAnswer): void {
	recordSoon(block.record, answer, {
		take: takeBatch,
		record: async (some) => {
			await underway(block.underway, null, () => record(block, some));
			noteRecorded(block, some);
			if (isWorthTelling(block)) void tellProgress(block);
		},
		failed: (why) => {
			block.stop ??= { why };
		},
	});
}

function noteRecorded({ result }: BlockRun, answers: readonly Answer[]): void {
	result.done += answers.length;
	for (const { generation } of answers) {
		if (generation.invalid !== null) result.invalid = addReason(result.invalid, generation.invalid);
	}
}

/** Takes the first answers out of the line: one, and as many more as may go together. */
export function takeBatch<T extends Answer>(answers: T[]): T[] {
	let characters = 0;
	const end = answers.findIndex(({ generation }, at) => {
		characters += generation.text.length;
		return at === mostAtOnce || (at > 0 && characters > mostCharacters);
	});
	return answers.splice(0, end === -1 ? answers.length : end);
}

async function record({ input }: BlockRun, answers: readonly (Answer | FormerAnswer)[]): Promise<void> {
	const [first] = answers;
	const summary = answers.length === 1 && first ? cellName(first.cell) : countOf(answers.length, 'cell');
	// Where an earlier run of the block had made one already, what is left of that may still be filling it.
	const madeFor = (answer: Answer | FormerAnswer) => ('run_id' in answer ? answer.run_id : null);
	const cells = answers
		.filter((answer) => madeFor(answer) === null)
		.map(({ cell, generation }) => ({ cell, started_at: generation.started_at }));
	const ids = cells.length === 0 ? [] : await create(summary, input.record, cells);
	// The run before may have filled others for these cells.
	await dropWhereReset();
	const made = ids.values();
	const runs = answers.map((answer) => {
		const { cell, generation } = answer;
		return { cell, generation, run_id: madeFor(answer) ?? (made.next().value as string) };
	});
	await recording.fillRuns.executeWithOptions({ summary }, [input.record, runs]);
}

function create(summary: string, ...asked: Parameters<typeof recording.createRuns>): Promise<string[]> {
	return recording.createRuns.executeWithOptions({ summary }, asked);
}
