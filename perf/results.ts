import type { Machine } from './report/machine';
import type { Contention } from './sections/contention';
import type { EndpointRates } from './sections/endpoint';
import type { Judging } from './sections/judging';
import type { ManyRuns } from './sections/many-runs';
import type { Pair } from './sections/pair';
import type { Policies } from './sections/policies';
import type { Recording } from './sections/recording';
import type { Server } from './sections/server';
import type { Serving } from './sections/serving';
import type { SideBySide } from './sections/side-by-side';
import type { Sitting } from './sections/sitting';
import type { StartTimes } from './sections/start';
import type { Throughput } from './sections/throughput';

/** What was measured, with when and where: sections can come from different days. */
export interface Kept<T> {
	/** Date and time, ISO 8601. */
	readonly measuredAt: string;
	/** When its run began, ISO 8601: the same for all sections of one run. Missing in what was kept before 2026-11-22. */
	readonly runBegan?: string;
	readonly machine: Machine;
	readonly value: T;
}

/** All that a run measured; what it was not asked for is missing. */
export interface Results {
	sideBySide?: Kept<SideBySide>;
	pair?: Kept<Pair>;
	start?: Kept<StartTimes>;
	recording?: Kept<Recording>;
	contention?: Kept<Contention>;
	throughput?: Kept<readonly Throughput[]>;
	judging?: Kept<Judging>;
	sitting?: Kept<Sitting>;
	manyRuns?: Kept<ManyRuns>;
	server?: Kept<Server>;
	endpoint?: Kept<EndpointRates>;
	policies?: Kept<Policies>;
	serving?: Kept<Serving>;
	/** The run of 100,000 cells. */
	endurance?: Kept<Throughput>;
}
