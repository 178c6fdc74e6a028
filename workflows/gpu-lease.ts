import {
	ApplicationFailure,
	CancellationScope,
	CancelledFailure,
	condition,
	continueAsNew,
	getExternalWorkflowHandle,
	setCurrentDetails,
	setDefaultSignalHandler,
	setHandler,
	workflowInfo,
} from '@temporalio/workflow';
import { askSignal, giveBackSignal, grantedSignal, leaseQuery, useSignal } from '../contracts/messages';
import { type LeaseInput, leaseQueueOf, leaseWorkflowId } from '../contracts/workflows';
import {
	ask,
	freeLease,
	giveBack,
	grantNext,
	type Holder,
	isContested,
	keepHeld,
	type Lease,
	takeBack,
	use,
} from '../domain/gpu/lease';
import { type LeasedModel, leaseRequestSchema, leaseReturnSchema, leaseUseSchema } from '../domain/gpu/lease-messages';
import { bench as io, unloading } from './activity-stubs';
import { describeLease, leaseStatus } from './lease-status';
import { wasReset } from './resets';

/** How often Temporal is asked whether the holder still runs, while somebody waits, and while nobody does. */
const checkWhileAwaited = '30 seconds';
const checkAnyway = '10 minutes';

/** So often a holder that still runs is told once more of its grant: one that does not need it any longer declines. */
const tellAgainMs = 600_000;

/** Events of history after which it continues as new: about 150 turns. */
const eventsBeforeContinuing = 2_000;

/**
 * Lends one GPU to one bench at a time. It lives for ever and does nothing while nobody asks; its workflow id is
 * `gpu-lease/` and the GPU's queue. A cancel takes effect once nobody holds the GPU and nobody waits for it.
 */
export async function gpuLease(input?: Partial<LeaseInput> | null): Promise<never> {
	const { workflowId, runId: from, continuedFromExecutionRunId: predecessor } = workflowInfo();
	const queue = leaseQueueOf(workflowId);
	if (queue === null) throw notALease(workflowId);
	// What anybody else gives it is none of a lease's: see `readCarried`.
	const state = openLease(predecessor && input?.from === predecessor ? input : {});
	listen(queue, state);
	CancellationScope.current().cancelRequested.catch(() => {
		state.ending = true;
	});
	await CancellationScope.nonCancellable(() => lend(queue, state));
	if (state.ending) throw new CancelledFailure('nobody needs this lease any longer');
	// Handlers run to their end before this line, so no request is between the two runs.
	return continueAsNew<typeof gpuLease>({ queue, carried: state.lease, from, doubted: wasReset() });
}

/** What one run of a lease knows. */
interface LeaseState {
	lease: Lease;
	/** Whether it was cancelled. */
	ending: boolean;
	/** When the holder was last told that it holds the GPU, in milliseconds of workflow time. */
	told: number;
	/** Whether it may be wrong about its holder. */
	doubted: boolean;
}

function openLease({ carried = freeLease, doubted = false }: Partial<LeaseInput>): LeaseState {
	return { lease: carried, ending: false, told: Date.now(), doubted };
}

/** Lends until history is long, or until it was cancelled and nobody is left. */
async function lend(queue: string, state: LeaseState): Promise<void> {
	while (!timeToContinue()) {
		const granted = grantNext(state.lease, Date.now());
		if (granted !== null) {
			state.lease = granted;
			if (!(await tellHolder(queue, state, granted.holder))) state.lease = takeBack(state.lease, granted.holder, false);
		} else if (state.lease.holder !== null) {
			await watchHolder(queue, state, state.lease.holder);
		} else if (state.lease.resident !== null) {
			await unloadUnlessAsked(queue, state.lease.resident, () => state.lease.waiting.length > 0);
			// Whoever comes next finds out for itself whether it has left.
			state.lease = { ...state.lease, resident: null };
		} else {
			if (state.ending) return;
			// Signals that ask for nothing fill history as well.
			await condition(() => state.lease.waiting.length > 0 || state.ending || timeToContinue());
		}
		setCurrentDetails(describeLease(queue, state.lease));
	}
}

/** Waits until the holder gives the GPU back, or it is time to ask whether it still has it. */
async function watchHolder(queue: string, state: LeaseState, holder: Holder): Promise<void> {
	if (!state.doubted && (await givenBack(holder, state))) return;
	if (timeToContinue()) return;
	const tellAgain = state.doubted || (state.lease.waiting.length > 0 && Date.now() - state.told > tellAgainMs);
	state.doubted = false;
	const runs = await isRunning(holder);
	const heard = runs && (!tellAgain || (await tellHolder(queue, state, holder)));
	state.lease = heard ? keepHeld(state.lease, holder) : takeBack(state.lease, holder, true);
}

function timeToContinue(): boolean {
	const { historyLength, continueAsNewSuggested } = workflowInfo();
	return continueAsNewSuggested || historyLength > eventsBeforeContinuing || wasReset();
}

function listen(queue: string, state: LeaseState): void {
	const change = (lease: Lease) => {
		state.lease = lease;
		setCurrentDetails(describeLease(queue, lease));
	};
	setHandler(askSignal, (payload) => {
		const request = leaseRequestSchema.safeParse(payload);
		if (request.success) change(ask(state.lease, request.data, Date.now()));
	});
	setHandler(giveBackSignal, (payload) => {
		const back = leaseReturnSchema.safeParse(payload);
		if (back.success) change(giveBack(state.lease, back.data, Date.now()));
	});
	setHandler(useSignal, (payload) => {
		const used = leaseUseSchema.safeParse(payload);
		if (used.success) change(use(state.lease, used.data));
	});
	// A name that nobody knows would otherwise stay buffered for ever.
	setDefaultSignalHandler(() => undefined);
	setHandler(leaseQuery, () => leaseStatus(queue, state.lease));
}

/** @returns whether this very run of the bench could be told: one that has ended cannot */
async function tellHolder(queue: string, state: LeaseState, holder: Holder): Promise<boolean> {
	const { bench, run, number, model } = holder;
	state.told = Date.now();
	try {
		await getExternalWorkflowHandle(bench, run).signal(grantedSignal, { queue, run, number, model });
		return true;
	} catch {
		return false;
	}
}

/** @returns whether the holder has given the GPU back; `false` when it is time to ask after it */
async function givenBack(holder: Holder, state: LeaseState): Promise<boolean> {
	const freed = () => state.lease.holder !== holder;
	const awaited = () => state.lease.waiting.length > 0;
	if (await condition(() => freed() || awaited() || wasReset(), checkAnyway)) {
		await condition(() => freed() || isContested(state.lease) || wasReset(), checkWhileAwaited);
	}
	return freed();
}

function isRunning({ bench, run }: Holder): Promise<boolean> {
	return io.isRunning.executeWithOptions({ summary: `does ${bench} still run?` }, [bench, run]);
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
