import { addAbortListener } from 'node:events';
import { startStack } from '../local/stack';
import { locateTemporal } from '../local/temporal';
import { readEnvironment } from '../machine/environment';
import type { Log } from '../machine/log';
import type { Say } from '../machine/say';
import { type Addresses, asEnvironment, atStack, passedOn } from '../places/addresses';
import { createPlaces } from '../places/places';
import { quietRuntime } from '../worker/runtime';
import { type RunningWorkers, startWorkers } from '../worker/workers';
import { loopbackHost, type RunningAdmin, sayPanel, startAdmin } from './admin-server';
import { folders } from './here';
import { openLog } from './log-flags';
import { print } from './output';

/** The local stack and its workers, up. */
export interface LocalBench {
	readonly addresses: Addresses;
	readonly admin: RunningAdmin;
	/** Resolves after Ctrl-C, when everything has ended; rejects when a part or a worker ends by itself. */
	untilInterrupted(): Promise<void>;
	stop(): Promise<void>;
}

/**
 * Brings up the stack and the workers, and says where everything is.
 * @throws LocalStackError, TipBenchError
 */
export async function startLocal(signal: AbortSignal, log: Log = openLog()): Promise<LocalBench> {
	quietRuntime(log);
	const say = (line: string) => log.info(line);
	const stack = await startStack({ ...folders(), reuseRunning: true, say, signal, env: passedOn(process.env) });
	const { temporalUi = null, ...rest } = stack.addresses;
	const addresses: Addresses = { ...rest, temporalUi, ...atStack(rest.temporal, process.env) };
	const env = asEnvironment(process.env, addresses);
	let workers: RunningWorkers | undefined;
	let admin: RunningAdmin | undefined;
	const stop = async () => {
		await admin?.stop();
		await workers?.stop().catch(() => undefined);
		await stack.stop();
	};
	try {
		workers = await startWorkers(readEnvironment(env, addresses), { log });
		admin = await startAdmin({ places: createPlaces(env, say), log, host: loopbackHost });
	} catch (error) {
		await stop();
		throw error;
	}
	const cli = await locateTemporal({ ...folders(), env: passedOn(process.env), say, install: false });
	sayAddresses(addresses, cli.command, say);
	sayPanel(admin);
	const broken = stack.broken.then((error) => {
		throw error;
	});
	const ended = Promise.race([workers.ended, broken]);
	ended.catch(() => undefined);
	return {
		...{ addresses, admin, stop },
		untilInterrupted: async () => {
			const interrupted = new Promise<void>((resolve) => {
				addAbortListener(signal, () => resolve());
			});
			try {
				await Promise.race([interrupted, ended]);
				say('stopping …');
			} finally {
				await stop();
			}
		},
	};
}

/** Every line can be pasted into a shell; the commands that we print use the same addresses. */
function sayAddresses({ temporal, mlflow, ollama, temporalUi }: Addresses, temporalCli: string, say: Say): void {
	print([`TEMPORAL_ADDRESS=${temporal}`, `MLFLOW_TRACKING_URI=${mlflow}`, `OLLAMA_HOST=${ollama}`].join('\n'));
	if (temporalUi !== null) say(`Temporal UI   ${temporalUi}`);
	say(`MLflow UI     ${mlflow}`);
	say(`Temporal CLI  ${temporalCli}`);
}
