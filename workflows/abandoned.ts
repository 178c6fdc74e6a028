import { ApplicationFailure, CancellationScope, condition, workflowInfo } from '@temporalio/workflow';
import { asking as io } from './activity-stubs';
import type { BlockRun } from './block-run';
import { tellTurn } from './tell-bench';

/** How long after its turn has begun or ended, or after its last look, a block looks whether its bench still runs. */
const patienceAtWorkMs = 60_000;
const longestPatienceMs = 3600_000;

/**
 * Does a block's work for as long as its bench runs. A bench that is cancelled or terminated tells its blocks to end; one
 * that was reset does not, and its next run does not know them. Such a block records what it has, and ends by itself.
 * @throws ApplicationFailure BenchGone
 */
export async function whileBenchRuns<T>(block: BlockRun, work: () => Promise<T>): Promise<T> {
	const scope = new CancellationScope();
	let gone = false;
	const watched = untilBenchIsGone(block).then(() => {
		gone = true;
		scope.cancel();
	});
	// A cancel ends the watch too.
	watched.catch(() => undefined);
	try {
		return await scope.run(work);
	} catch (error) {
		if (!gone) throw error;
		const message = `the bench ${workflowInfo().parent?.workflowId} no longer runs; what its block had is recorded`;
		throw ApplicationFailure.create({ type: 'BenchGone', message, nonRetryable: true });
	}
}

/** While it has the GPU a block looks every minute; one that waits may do so for weeks, and looks ever less often. */
async function untilBenchIsGone(block: BlockRun): Promise<void> {
	const { parent } = workflowInfo();
	if (parent === undefined) return;
	let patience = patienceAtWorkMs;
	for (;;) {
		const hadGpu = block.gpu !== null;
		const turned = await condition(() => block.unheard || (block.gpu !== null) !== hadGpu, patience);
		if (turned && !block.unheard) {
			patience = patienceAtWorkMs;
			continue;
		}
		block.unheard = false;
		const summary = `does ${parent.workflowId} still run?`;
		if (!(await io.isRunning.executeWithOptions({ summary }, [parent.workflowId, parent.runId]))) return;
		// Whatever the bench was told by others: a block that waits for a GPU wants one.
		if (block.gpu === null && block.asked && !block.paused) void tellTurn(block, 'wanting');
		if (block.gpu === null) patience = Math.min(patience * 2, longestPatienceMs);
	}
}
