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
	if (!worthAnother || block.recorders === mostRecorders) return;
	block.recorders += 1;
	CancellationScope.nonCancellable(() => recordWaiting(block))
		.catch((why: unknown) => {
			block.stop ??= { why };
		})
		.finally(() => {
			block.recorders -= 1;
		});
}

async function recordWaiting(block: BlockRun): Promise<void> {
	while (block.answers.length > 0) {
		const some = block.answers.splice(0, mostAtOnce);
		try {
			await record(block, some);
		} finally {
			block.unrecorded -= some.length;
		}
		block.result.done += some.length;
		if (isWorthTelling(block)) void tellProgress(block);
	}
}

async function record({ input }: BlockRun, answers: readonly Answer[]): Promise<void> {
	const [first] = answers;
	const summary = answers.length === 1 && first ? cellName(first.cell) : countOf(answers.length, 'cell');
	const cells = answers.map(({ cell, generation }) => ({ cell, started_at: generation.started_at }));
	const ids = await recording.createRuns.executeWithOptions({ summary }, [input.record, cells]);
	const runs = answers.map((answer, at) => ({ ...answer, run_id: ids[at] as string }));
	await recording.fillRuns.executeWithOptions({ summary }, [input.record, runs]);
}
