import { condition, getExternalWorkflowHandle } from '@temporalio/workflow';
import { grantedSignal, letInSignal } from '../contracts/messages';
import { type Holder, isContested, keepHeld, takeBack } from '../domain/gpu/lease';
import { mustLetIn, notedLetIn, usualLongestMs } from '../domain/gpu/let-in';
import { asking as io } from './activity-stubs';
import { type LeaseState, timeToContinue } from './lease-state';
import { wasReset } from './resets';

/** How often Temporal is asked whether the holder still runs, while somebody waits, and while nobody does. */
const checkWhileAwaited = '30 seconds';
const checkAnyway = '10 minutes';

/** So often a holder that still runs is told once more of its grant: one that does not need it any longer declines. */
const tellAgainMs = 600_000;

/** @returns whether this very run of the holder could be told: one that has ended cannot */
export async function tellHolder(state: LeaseState, { workflow, run, number, model }: Holder): Promise<boolean> {
	const { queue } = state;
	state.told = Date.now();
	try {
		await getExternalWorkflowHandle(workflow, run).signal(grantedSignal, { queue, run, number, model });
		return true;
	} catch {
		return false;
	}
}

/** Waits until the holder gives the GPU back; takes it from one that no longer runs. */
export async function watchHolder(state: LeaseState, holder: Holder): Promise<void> {
	if (!state.doubted && (await givenBack(holder, state))) return;
	if (timeToContinue()) return;
	const tellAgain = state.doubted || (state.lease.waiting.length > 0 && Date.now() - state.told > tellAgainMs);
	state.doubted = false;
	const runs = await isRunning(holder);
	const heard = runs && (!tellAgain || (await tellHolder(state, holder)));
	state.lease = heard ? keepHeld(state.lease, holder) : takeBack(state.lease, holder, true);
	if (mustLetIn(state.lease, Date.now(), usualLongestMs)) await askToLetIn(state);
}

/** Asks the holder to let others in. One that cannot be told has ended, which the next look at it finds. */
async function askToLetIn(state: LeaseState): Promise<void> {
	const { holder } = state.lease;
	if (holder === null) return;
	state.lease = notedLetIn(state.lease, Date.now());
	const asked = { queue: state.queue, number: holder.number };
	await getExternalWorkflowHandle(holder.workflow, holder.run)
		.signal(letInSignal, asked)
		.catch(() => undefined);
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

function isRunning({ workflow, run }: Holder): Promise<boolean> {
	return io.isRunning.executeWithOptions({ summary: `does ${workflow} still run?` }, [workflow, run]);
}
