import { listen, type RunningServer } from '../http/listen';
import { messageOf } from '../machine/coded-error';
import type { Env } from '../machine/environment/kinds';
import type { Log } from '../machine/log';
import { readVersion } from '../machine/version';
import { servingApp } from './http/app';
import { servingAccess } from './http/guard';
import { servingMetrics } from './http/metrics';
import { deleteOld } from './retention';
import { servingSettings } from './settings';
import { openStore } from './store/open-store';
import { watchPolicies } from './watched-policies';

/** How a server is started. */
export interface ServeOptions {
	readonly env: Env;
	readonly log: Log;
	/** The address to listen on; one that is not loopback is reached by others. */
	readonly host: string;
	/** 0 for any that is free. */
	readonly port: number;
	/** Milliseconds since 1970; the clock, unless told. */
	readonly now?: () => number;
}

/** How often old decisions are looked for, in milliseconds. */
const cleaningMs = 3_600_000;

/**
 * Starts the server on the store of an environment.
 * @throws TipBenchError StoreInvalid, PoliciesInvalid; MachineError PortTaken, EnvironmentInvalid, FileUnwritable
 */
export async function startServing({ env, log, host, port, now = Date.now }: ServeOptions): Promise<RunningServer> {
	const settings = servingSettings(env);
	const policies = watchPolicies(env, log);
	const store = openStore(env, { check: true });
	const ending = new AbortController();
	const clean = () => {
		deleteOld(store, now() - settings.keptMs, ending.signal).then(
			(deleted) => deleted > 0 && log.info({ deleted }, `deleted ${deleted} decisions that were too old`),
			(error) => log.warn(`old decisions could not be deleted: ${messageOf(error)}`),
		);
	};
	const app = servingApp({
		...{ store, policies, settings, log, now, version: readVersion() },
		...{ access: servingAccess(env, now, log), metrics: servingMetrics() },
		tellShadows: () => undefined,
	});
	try {
		const server = await listen(app.fetch, host, port, () => ending.abort());
		const cleaning = setInterval(clean, cleaningMs).unref();
		clean();
		return {
			url: server.url,
			stop: async () => {
				clearInterval(cleaning);
				await server.stop();
				store.close();
			},
		};
	} catch (error) {
		store.close();
		throw error;
	}
}
