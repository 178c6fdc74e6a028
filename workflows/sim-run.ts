import type { CarriedSim, PairToRecord, PersonaWork, SimPlan } from '../contracts/sim';
import { initialSimStatus, type SimStatus } from '../domain/simulation/sim-status';
import { emptyLine, type RecordLine } from './recorder';
import { nothingUnderway, type Underway } from './standstill';

/** What one run of the workflow `sim` knows of itself. */
export interface SimRun {
	/** `null` until it is planned. */
	plan: SimPlan | null;
	readonly status: SimStatus;
	/** Personas whose episodes have yet to be begun. */
	work: PersonaWork[];
	/** Episodes of this run of the chain, and when the chain's first was begun: milliseconds since 1970. */
	since: number;
	readonly record: RecordLine<PairToRecord>;
	/** Why the workflow has to end at once. */
	failed: { readonly why: unknown } | null;
	readonly underway: Underway;
}

/** The state of a run that has just begun. @param now milliseconds since 1970 */
export function openSim(experiment: string, carried: CarriedSim | undefined, now: number): SimRun {
	const { going, paused = false } = carried ?? {};
	const status = { ...(going?.status ?? initialSimStatus(experiment)), paused, troubles: [] };
	return {
		...{ plan: going?.plan ?? null, status, work: [...(going?.work ?? [])], since: going?.since ?? now },
		...{ record: emptyLine<PairToRecord>(), failed: null, underway: nothingUnderway() },
	};
}

/** Takes in what an experiment lacks. */
export function noteLacking(
	{ status }: SimRun,
	plan: SimPlan,
	reused: { readonly episodes: number; readonly pairs: number },
): void {
	const pairs = plan.personas.length * plan.policies.length;
	status.episodes = { ...status.episodes, total: pairs * plan.seeds, reused: reused.episodes };
	status.pairs = { ...status.pairs, total: pairs, reused: reused.pairs };
}

/** Says how long the rest will take, by the pace so far. @param now milliseconds since 1970 */
export function notePace({ status, since }: SimRun, now: number): void {
	const { total, done, reused } = status.episodes;
	const left = total - done - reused;
	status.seconds_left = done === 0 || status.paused ? null : Math.ceil(((now - since) / 1000 / done) * left);
}
