import type { Catalog } from '../catalog/catalog';
import type { Clients } from '../planning/clients';
import type { PlanSources } from '../planning/plan-bench';

/** What the activities of the queue `bench` need of the machine that they run on. */
export interface Dependencies extends PlanSources {
	/** Where answers lie that may not have reached Temporal. */
	readonly spoolDir: string;
	/** Takes one line for whoever watches the worker. */
	readonly say: (line: string) => void;
}

/** What the activities of a GPU's queue need of it. */
export interface GpuDependencies {
	readonly catalog: Catalog;
	readonly clients: Clients;
	/** Where answers lie that may not have reached Temporal. */
	readonly spoolDir: string;
	/** Takes one line for whoever watches the worker. */
	readonly say: (line: string) => void;
}
