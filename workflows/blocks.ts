import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import {
	ApplicationFailure,
	CancellationScope,
	ChildWorkflowCancellationType,
	condition,
	ParentClosePolicy,
	sleep,
	startChild,
	workflowInfo,
} from '@temporalio/workflow';
import type { ExperimentAddress } from '../contracts/activities';
import { gpuSignal, pauseSignal } from '../contracts/messages';
import { blockWorkflowId, type CollectInput } from '../contracts/workflows';
import type { PlannedModel } from '../domain/bench/cell';
import { type BenchPlan, blockOf } from '../domain/bench/plan';
import { bench as io } from './activity-stubs';
import { type BenchState, type Block, note, noteResult, setTurn } from './bench-state';
import type { collect } from './collect';
import { type GpuWork, serveGpu } from './gpu-turn';

/**
 * Fills all models that lack cells. Every block is started at once, so that a bench that another is in the way of ends
 * before it has worked; they work one at a time on each GPU.
 */
export async function fillBlocks(
	plan: BenchPlan,
	at: ExperimentAddress,
	state: BenchState,
	show: () => void,
): Promise<void> {
	const children = new CancellationScope();
	let stop: { readonly why: unknown } | undefined;
	const halt = (why: unknown) => {
		stop ??= { why };
		children.cancel();
	};
	CancellationScope.current().cancelRequested.catch(halt);
	const work = gpuWork(state, show);
	const serve = ([queue, ollama_url]: [string, string]) => {
		const request = { number: 0, asked: false, granted: null };
		state.requests.set(queue, request);
		return serveGpu({ queue, ollama_url }, request, work);
	};
	// Meanwhile it needs no GPU: others may have it.
	const waitsForEarlier = (block: Block) => (waits: boolean) => {
		setTurn(state, block, waits ? 'idle' : 'wanting', Date.now());
		if (waits) note(state, `the last answers of an earlier bench on ${at.experiment} have to be recorded first`);
		show();
	};
	const fill = async (block: Block) => {
		try {
			block.child = await children.run(() => startBlock(plan, at, block.model, waitsForEarlier(block)));
			noteResult(state, await block.child.result(), Date.now());
		} catch (error) {
			halt(error);
		} finally {
			setTurn(state, block, 'ended', Date.now());
			show();
		}
	};
	// Whatever was begun is seen to its end, and every GPU given back. The leases are asked first: they take longest.
	await CancellationScope.nonCancellable(async () => {
		const serving = Object.entries(plan.config.gpus).map(serve);
		const filling = state.blocks.filter(({ turn }) => turn !== 'ended').map(fill);
		await Promise.all([...serving, ...filling]);
	});
	if (stop !== undefined) throw stop.why;
}

function gpuWork(state: BenchState, show: () => void): GpuWork {
	const { status, blocks } = state;
	return {
		wanting: () => (status.paused ? [] : blocks.filter(({ turn }) => turn === 'wanting').map(({ model }) => model)),
		over: () => blocks.every(({ turn }) => turn === 'ended'),
		waiting: ({ queue }, waits) => {
			const others = status.waiting_for.filter((each) => each !== queue);
			status.waiting_for = waits ? [...others, queue] : others;
		},
		run: async (model, gpu) => {
			const block = blocks.find(({ model: { digest } }) => digest === model.digest) as Block;
			setTurn(state, block, 'working', Date.now());
			show();
			const over = () => block.turn !== 'working';
			await condition(() => block.child !== null || over());
			// One that has just ended cannot be told; the turn ends with it.
			if (!over()) await block.child?.signal(gpuSignal, gpu).catch(() => undefined);
			if (!over() && status.paused) await block.child?.signal(pauseSignal).catch(() => undefined);
			await condition(over);
			show();
		},
	};
}

/**
 * Starts one model's block, once what is left of an earlier bench has recorded its last answers.
 * @param waits called when that begins to be waited for, and when it is over
 * @throws ApplicationFailure ExperimentBusy where another bench that still runs fills these cells
 */
async function startBlock(
	plan: BenchPlan,
	at: ExperimentAddress,
	model: PlannedModel,
	waits: (begins: boolean) => void,
) {
	const workflowId = blockWorkflowId(at, model.digest);
	const { config, rubric } = plan;
	const block = blockOf(plan, model);
	const record = {
		at,
		bench: workflowInfo().workflowId,
		settings: block.settings,
		rubric,
		judge_kinds: config.judge_kind,
		diversity: config.diversity,
	};
	const input: CollectInput = { gpu: null, block, record };
	const options = {
		workflowId,
		args: [input] as [CollectInput],
		staticSummary: `${model.name} for ${at.experiment}`,
		// A bench that is terminated leaves its block time to record what the model has already answered.
		parentClosePolicy: ParentClosePolicy.REQUEST_CANCEL,
		cancellationType: ChildWorkflowCancellationType.WAIT_CANCELLATION_COMPLETED,
	};
	for (let seconds = 2; ; seconds = Math.min(seconds * 2, longestWaitSeconds)) {
		try {
			const child = await startChild<typeof collect>('collect', options);
			if (seconds > 2) waits(false);
			return child;
		} catch (error) {
			if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
			const other = await io.benchOfBlock(workflowId);
			if (other !== null) throw busy(at, model, other);
		}
		waits(true);
		await sleep(`${seconds} seconds`);
	}
}

/** An earlier bench's answers may wait for a person who mends something: each look takes 17 events of history. */
const longestWaitSeconds = 300;

function busy(at: ExperimentAddress, model: PlannedModel, other: string): ApplicationFailure {
	const message = `${other} is filling the cells of ${model.name} in experiment ${at.experiment}; wait for it, cancel it, or use another experiment`;
	return ApplicationFailure.create({ type: 'ExperimentBusy', message, nonRetryable: true });
}
