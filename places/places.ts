import type { Client } from '@temporalio/client';
import { type Catalog, createCatalog } from '../catalog/catalog';
import { connectTemporal } from '../client/temporal';
import type { Env } from '../machine/environment/kinds';
import { dataDir } from '../machine/folders';
import type { Say } from '../machine/say';
import type { Mlflow } from '../mlflow/client';
import type { Ollama } from '../ollama/client';
import { type Clients, createClients } from '../planning/clients';
import { type Addresses, findAddresses, findMlflow, findOllama } from './addresses';

/** Where a process finds the parts, with one client of each for as long as it lives. Nothing is asked before it is needed. */
export interface Places {
	readonly env: Env;
	/** Tells a person what they would not expect. */
	readonly say: Say;
	/**
	 * As they are now: `up` may have been started since.
	 * @throws MachineError EnvironmentInvalid that names the variable, or the profile
	 */
	addresses(): Addresses;
	/** The clients of all parts but Temporal, by their address. */
	readonly clients: Clients;
	/** A client of an MLflow. @param of the one that this process means, unless told @throws as {@link addresses} */
	mlflow(of?: string): Mlflow;
	/** A client of an Ollama. @param of the one that this process means, unless told @throws as {@link addresses} */
	ollama(of?: string): Ollama;
	/**
	 * A client of Temporal; one that did not come is asked for again.
	 * @throws TipBenchError TemporalUnavailable, TemporalRefused, NamespaceMissing; and as {@link addresses}
	 */
	temporal(): Promise<Client>;
	/** The data files. */
	catalog(): Catalog;
}

/** The places that an environment means. */
export function createPlaces(env: Env, say: Say): Places {
	const clients = createClients(env);
	const connected = new Map<string, Promise<Client>>();
	let catalog: Catalog | undefined;
	const addresses = () => findAddresses(env);
	return {
		...{ env, say, addresses, clients },
		mlflow: (of) => {
			const { url, source } = findMlflow(env);
			// One that is not this process's own stands in the bench's keys.
			return clients.mlflow(of ?? url, of === undefined || of === url ? source : '`mlflow_url`');
		},
		ollama: (of) => {
			const { url, source } = findOllama(env);
			return clients.ollama(of ?? url, of === undefined || of === url ? source : '`ollama_url` or `gpus`');
		},
		temporal: () => {
			const target = addresses();
			const key = JSON.stringify([target.temporal, target.namespace]);
			const known = connected.get(key);
			if (known !== undefined) return known;
			const connecting = connectTemporal(target);
			connected.set(key, connecting);
			connecting.catch(() => connected.delete(key));
			return connecting;
		},
		catalog: () => {
			catalog ??= createCatalog(dataDir(env));
			return catalog;
		},
	};
}
