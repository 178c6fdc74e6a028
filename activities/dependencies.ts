import type { Catalog } from '../catalog/catalog';

/** What the activities need of the machine that they run on. */
export interface Dependencies {
	readonly catalog: Catalog;
	/** OLLAMA_HOST, MLFLOW_TRACKING_URI and MLflow's credentials are read from here. */
	readonly env: Readonly<Record<string, string | undefined>>;
	/** Where judge files go when a bench does not say. */
	readonly exportDir: string;
}

/** What the activities of a GPU's queue need of it. */
export interface GpuDependencies {
	readonly catalog: Catalog;
	/** Where answers lie that may not have reached Temporal. */
	readonly spoolDir: string;
	/** Takes one line for whoever watches the worker. */
	readonly say: (line: string) => void;
}
