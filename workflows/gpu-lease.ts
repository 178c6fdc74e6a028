import {
	ApplicationFailure,
	CancellationScope,
	CancelledFailure,
	condition,
	continueAsNew,
	workflowInfo,
} from '@temporalio/workflow';
import { type LeaseInput, leaseQueueOf, leaseWorkflowId } from '../contracts/workflows';
import { grantNext, takeBack } from '../domain/gpu/lease';
import type { LeasedModel } from '../domain/gpu/lease-messages';
import { unloading } from './activity-stubs';
import { tellHolder, watchHolder } from './lease-holder';
import { type LeaseState, listenForRequests, openLease, showLease, timeToContinue } from './lease-state';
import { wasReset } from './resets';

/**
 * Lends one GPU to one bench at a time. It lives for ever and does nothing while nobody asks; its workflow id is
 * `gpu-lease/` and the GPU's queue. A cancel takes effect once nobody holds the GPU and nobody waits for it.
 */
export async function gpuLease(input?: Partial<LeaseInput> | null): Promise<never> {
	const { workflowId, runId: from, continuedFromExecutionRunId: predecessor } = workflowInfo();
	const queue = leaseQueueOf(workflowId);
	if (queue === null) throw notALease(workflowId);
	// What anybody else gives it is none of a lease's: see `readCarried`.
	const state = openLease(queue, predecessor && input?.from === predecessor ? input : {});
	listenForRequests(state);
	CancellationScope.current().cancelRequested.catch(() => {
		state.ending = true;
	});
	if ((await CancellationScope.nonCancellable(() => lend(state))) === 'ended') {
		throw new CancelledFailure('nobody needs this lease any longer');
	}
	// Handlers run to their end before this line, so no request is between the two runs.
	const { lease: carried, ending } = state;
	return continueAsNew<typeof gpuLease>({ queue, carried, ending, from, doubted: state.doubted || wasReset() });
}

/** Lends until history is long, or until it was cancelled and nobody is left. */
async function lend(state: LeaseState): Promise<'ended' | 'to be continued'> {
	while (!timeToContinue()) {
		const granted = grantNext(state.lease, Date.now());
		if (granted !== null) {
			state.lease = granted;
			if (!(await tellHolder(state, granted.holder))) state.lease = takeBack(state.lease, granted.holder, false);
		} else if (state.lease.holder !== null) {
			await watchHolder(state, state.lease.holder);
		} else if (state.lease.resident !== null) {
			await unloadUnlessAsked(state.queue, state.lease.resident, () => state.lease.waiting.length > 0);
			// Whoever comes next finds out for itself whether it has left.
			state.lease = { ...state.lease, resident: null };
		} else {
			if (state.ending) return 'ended';
			// Signals that ask for nothing fill history as well.
			await condition(() => state.lease.waiting.length > 0 || state.ending || timeToContinue());
		}
		showLease(state);
	}
	return 'to be continued';
}

/** Empties the GPU's memory of what our last holder left; stops trying as soon as somebody asks for the GPU. */
async function unloadUnlessAsked(queue: string, { name, digest, ollama_url }: LeasedModel, asked: () => boolean) {
	const scope = new CancellationScope();
	const unloaded = scope
		.run(() => unloading(queue).unload.executeWithOptions({ summary: `unload ${name}` }, [ollama_url, digest]))
		// The keep-alive frees the card in any case; a lease must not hang on an Ollama that is gone.
		.catch(() => undefined);
	await Promise.race([unloaded, condition(asked)]);
	scope.cancel();
}

function notALease(workflowId: string): ApplicationFailure {
	const message = `- \`${workflowId}\` is no id of a lease: a lease's is \`${leaseWorkflowId('QUEUE')}\`, and benches start it`;
	return ApplicationFailure.create({ type: 'InvalidConfig', message, nonRetryable: true });
}
