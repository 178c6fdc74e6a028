import {
	CancellationScope,
	condition,
	continueAsNew,
	getExternalWorkflowHandle,
	setCurrentDetails,
	setDefaultSignalHandler,
	setHandler,
	workflowInfo,
} from '@temporalio/workflow';
import { askSignal, giveBackSignal, grantedSignal, leaseQuery, useSignal } from '../contracts/messages';
import type { LeaseInput } from '../contracts/workflows';
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

/** How often Temporal is asked whether the holder still runs, while somebody waits, and while nobody does. */
const checkWhileAwaited = '30 seconds';
const checkAnyway = '10 minutes';

/** Events of history after which it continues as new: about 150 turns. */
const eventsBeforeContinuing = 2_000;

/**
 * Lends one GPU to one bench at a time. It lives for ever and does nothing while nobody asks; its workflow id is
 * `gpu-lease/` and the GPU's queue.
 */
export async function gpuLease({ queue, carried = freeLease }: LeaseInput): Promise<never> {
	let lease = carried;
	listen(queue, {
		read: () => lease,
		change: (next) => {
			lease = next;
			setCurrentDetails(describeLease(queue, lease));
		},
	});
	while (!timeToContinue()) {
		const granted = grantNext(lease, Date.now());
		if (granted !== null) {
			lease = granted;
			if (!(await tellHolder(queue, granted.holder))) lease = takeBack(lease, granted.holder, false);
		} else if (lease.holder !== null) {
			const { holder } = lease;
			if (await givenBack(holder, () => lease)) continue;
			lease = (await isRunning(holder)) ? keepHeld(lease, holder) : takeBack(lease, holder, true);
		} else if (lease.resident !== null) {
			await unloadUnlessAsked(queue, lease.resident, () => lease.waiting.length > 0);
			// Whoever comes next finds out for itself whether it has left.
			lease = { ...lease, resident: null };
		} else {
			// Signals that ask for nothing fill history as well.
			await condition(() => lease.waiting.length > 0 || timeToContinue());
		}
		setCurrentDetails(describeLease(queue, lease));
	}
	// Handlers run to their end before this line, so no request is between the two runs.
	return continueAsNew<typeof gpuLease>({ queue, carried: lease });
}

function timeToContinue(): boolean {
	const { historyLength, continueAsNewSuggested } = workflowInfo();
	return continueAsNewSuggested || historyLength > eventsBeforeContinuing;
}

function listen(queue: string, state: { read(): Lease; change(lease: Lease): void }): void {
	setHandler(askSignal, (payload) => {
		const request = leaseRequestSchema.safeParse(payload);
		if (request.success) state.change(ask(state.read(), request.data, Date.now()));
	});
	setHandler(giveBackSignal, (payload) => {
		const back = leaseReturnSchema.safeParse(payload);
		if (back.success) state.change(giveBack(state.read(), back.data, Date.now()));
	});
	setHandler(useSignal, (payload) => {
		const used = leaseUseSchema.safeParse(payload);
		if (used.success) state.change(use(state.read(), used.data));
	});
	// A name that nobody knows would otherwise stay buffered for ever.
	setDefaultSignalHandler(() => undefined);
	setHandler(leaseQuery, () => leaseStatus(queue, state.read()));
}

/** @returns whether this very run of the bench could be told: one that has ended cannot */
async function tellHolder(queue: string, { bench, run, number, model }: Holder): Promise<boolean> {
	try {
		await getExternalWorkflowHandle(bench, run).signal(grantedSignal, { queue, run, number, model });
		return true;
	} catch {
		return false;
	}
}

/** @returns whether the holder has given the GPU back; `false` when it is time to ask after it */
async function givenBack(holder: Holder, read: () => Lease): Promise<boolean> {
	const freed = () => read().holder !== holder;
	const awaited = () => read().waiting.length > 0;
	if (await condition(() => freed() || awaited(), checkAnyway)) {
		await condition(() => freed() || isContested(read()), checkWhileAwaited);
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
