import { ApplicationFailure, CancellationScope, condition, sleep } from '@temporalio/workflow';
import type { ExperimentAddress } from '../contracts/experiment';
import { gpuSignal, pauseSignal } from '../contracts/messages';
import { type BlockResult, blockWorkflowId } from '../contracts/workflows';
import type { BenchPlan } from '../domain/bench/plan';
import { type BenchState, type Block, note, noteResult, setTurn } from './bench-state';
import { noteTroubles } from './bench-troubles';
import { type GpuRequest, type GpuWork, noRequest, serveGpu } from './gpu-turn';
import { underway } from './standstill';
import { type BlockOrder, startBlock, wasEndedByHand } from './start-block';

/** How often a block is started again that somebody has ended: whoever goes on ending it means it. */
const mostEndings = 20;

/** What the ended block's activities still do is over by then: their workers hear of the end within two seconds. */
const pauseAfterEnding = '5 seconds';

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
		const request = noRequest();
		state.requests.set(queue, request);
		return serveGpu({ queue, ollama_url }, request, work);
	};
	const seen: Seen = { plan, at, state, show, stopped: () => stop !== undefined };
	const fill = async (block: Block) => {
		try {
			noteResult(state, await children.run(() => seeToEnd(block, seen)), Date.now());
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

/** What a block that is seen to its end needs of its bench. */
interface Seen extends Pick<BlockOrder, 'plan' | 'at'> {
	readonly state: BenchState;
	show(): void;
	/** Whether the bench ends all its blocks. */
	stopped(): boolean;
}

/** Starts a block, and starts it again where somebody ended it: what it had is taken over. */
async function seeToEnd(block: Block, { plan, at, state, show, stopped }: Seen): Promise<BlockResult> {
	const { model } = block;
	const wantsGpu = (wants: boolean, why?: string) => {
		setTurn(state, block, wants ? 'wanting' : 'idle', Date.now());
		if (why !== undefined) note(state, why);
		show();
	};
	const earlier = `the last answers of an earlier bench on ${at.experiment} have to be recorded first`;
	const waits = (begins: boolean) => {
		wantsGpu(!begins, begins ? earlier : undefined);
		if (begins) state.earlier.add(blockWorkflowId(at, model.digest));
		else state.earlier.delete(blockWorkflowId(at, model.digest));
	};
	for (let endings = 0; ; endings += 1) {
		const order = { plan, at, model, again: endings > 0, waits };
		block.child = await underway(state.underway, null, () => startBlock(order));
		try {
			return await block.child.result();
		} catch (error) {
			if (stopped() || !wasEndedByHand(error)) throw error;
			if (endings === mostEndings) throw endedForGood(block);
		}
		block.child = null;
		noteTroubles(state, model.digest, [], Date.now());
		wantsGpu(false, `somebody ended the block of ${model.name}; it goes on (to end it, cancel the bench)`);
		await sleep(pauseAfterEnding);
		wantsGpu(true);
	}
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
			await untilOver(block, over, state.requests.get(gpu.queue) ?? noRequest());
			show();
		},
	};
}

/** Waits until a block gives its turn back, which it is asked to where others have waited long for the GPU. */
async function untilOver({ child }: Block, over: () => boolean, request: GpuRequest): Promise<void> {
	while (!over()) {
		await condition(() => over() || request.letsIn);
		if (over()) return;
		request.letsIn = false;
		// It finishes its cell. Then it goes on as any block does that was paused alone: it asks for the next turn.
		await child?.signal(pauseSignal).catch(() => undefined);
	}
}

function endedForGood({ model: { name } }: Block): ApplicationFailure {
	const message = `the block of ${name} was terminated or cancelled ${mostEndings + 1} times; start the bench again when that is over`;
	return ApplicationFailure.create({ type: 'BlockEnded', message, nonRetryable: true });
}
