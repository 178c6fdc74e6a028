import { listen, type RunningServer } from '../http/listen';
import type { Env } from '../machine/environment/kinds';
import type { Log } from '../machine/log';
import { readVersion } from '../machine/version';
import { servingApp } from './http/app';
import { servingAccess } from './http/guard';
import { servingMetrics } from './http/metrics';
import { cleanUp } from './retention';
import { servingSettings } from './settings';
import { shadowSender } from './shadows/send-events';
import { shadowEvents } from './shadows/shadow-event';
import { startShadows } from './shadows/shadows';
import { startCheckpoints } from './store/checkpoints';
import { openStore } from './store/open-store';
import { refuseAtOnce } from './store/patiently';
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
	/** The built thread of the shadows, unless a test has another. */
	readonly shadowProgram?: string;
}

/**
 * Starts the server on the store of an environment.
 * @throws TipBenchError StoreInvalid, PoliciesInvalid; MachineError PortTaken, EnvironmentInvalid, FileUnwritable
 */
export async function startServing(options: ServeOptions): Promise<RunningServer> {
	const { env, log, host, port, now = Date.now } = options;
	const settings = servingSettings(env);
	const policies = watchPolicies(env, log);
	const send = shadowSender(env);
	const store = openStore(env, { check: true, checkpoints: false });
	refuseAtOnce(store);
	const checkpoints = startCheckpoints(store);
	const metrics = servingMetrics();
	const events = shadowEvents({ store, log, metrics, send });
	const shadows = startShadows({
		...{ store, log, onEvent: events.publish, program: options.shadowProgram },
		atOnce: policies.now().shadows.length > 0,
	});
	const cleaning = cleanUp(store, () => now() - settings.keptMs, log);
	const stop = async () => {
		cleaning.stop();
		await shadows.close();
		await events.close();
		await checkpoints.stop();
		store.close();
	};
	try {
		const app = servingApp({
			...{ store, policies, settings, log, now, version: readVersion(), metrics },
			...{ access: servingAccess(env, now, log), tellShadows: shadows.tell },
		});
		const server = await listen({ fetch: app.fetch, host, port, onStop: () => undefined, isAlone: true });
		return {
			url: server.url,
			stop: async () => {
				await server.stop();
				await stop();
			},
		};
	} catch (error) {
		await stop();
		throw error;
	}
}
