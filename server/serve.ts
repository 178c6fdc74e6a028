import { listen, type RunningServer } from '../http/listen';
import type { Log } from '../machine/log';
import { lookAtParts } from '../places/look-at-parts';
import type { Places } from '../places/places';
import { createAccess } from './access/access';
import { createApp } from './app';
import { watchParts } from './parts';

/** How a server is started. */
export interface ServeOptions {
	readonly places: Places;
	readonly log: Log;
	/** The address to listen on; one that is not loopback is reached by others. */
	readonly host: string;
	/** 0 for any that is free. */
	readonly port: number;
}

/**
 * Starts the server. Nothing is asked of Temporal, MLflow or Ollama before a request needs it.
 * @throws MachineError PortTaken, EnvironmentInvalid
 */
export async function startServer({ places, log, host, port }: ServeOptions): Promise<RunningServer> {
	const ending = new AbortController();
	const now = Date.now;
	const isThere = async (part: keyof typeof lookAtParts) => (await lookAtParts[part](places)).is === 'there';
	const parts = watchParts({ isThere, now });
	const access = createAccess({ ...{ env: places.env, now, log }, bound: host });
	const app = createApp({ ...{ places, log, now, parts, access }, ending: ending.signal });
	return listen({
		...{ fetch: app.fetch, host, port },
		onStop: () => {
			ending.abort();
			parts.close();
		},
	});
}
