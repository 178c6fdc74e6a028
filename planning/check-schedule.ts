import type { ConfigInput } from '../domain/bench/config';
import { timeZoneOf } from '../domain/ranking/night/night-name';
import type { PlanSources } from './plan-bench';
import { checkNight, lackingRows } from './plan-night';

/** What a person wants each night: the keys of a bench, and what a night is asked beside them. */
export interface ScheduleWish {
	readonly bench: ConfigInput;
	readonly nightly: Readonly<Record<string, unknown>>;
}

/** A wish that was checked, as a schedule is made from it. */
export interface CheckedSchedule {
	/** What the names of its nights begin with. */
	readonly experiment: string;
	/** The input of the workflow `nightly`. */
	readonly input: Readonly<Record<string, unknown>>;
	/** By the name that every server knows it by. */
	readonly time_zone: string;
	/** One line for Temporal's pages. */
	readonly summary: string;
	/** What a person should know. */
	readonly notes: readonly string[];
}

/**
 * Checks what is wanted each night, before a schedule of it is made.
 * @throws TipBenchError InvalidConfig with every fault, MlflowUnavailable, MlflowRefused
 */
export async function checkSchedule(sources: PlanSources, { bench, nightly }: ScheduleWish): Promise<CheckedSchedule> {
	const checked = await checkNight(sources, { ...bench, nightly }, { isWorker: false });
	const { experiment, asked, notes } = checked.order;
	const time_zone = timeZoneOf(asked.time_zone) ?? asked.time_zone;
	const lacking = (await lackingRows(checked)).map(
		(row) => `${asked.baseline_experiment} has no row ${row}: each night will say that it cannot be compared`,
	);
	return {
		...{ experiment, time_zone },
		input: { ...bench, nightly: { ...nightly, time_zone } },
		summary: `nights of ${experiment}, beside ${asked.baseline_experiment}`.slice(0, 200),
		notes: [...notes, ...lacking],
	};
}
