import { type Stack, startStack } from '../local/stack';
import { readEnvironment } from '../worker/environment';
import { quietRuntime } from '../worker/runtime';
import { type RunningWorkers, startWorkers } from '../worker/workers';
import { type Addresses, asEnvironment, folders } from './addresses';
import { print, say } from './output';

/** The local stack and its workers, up. */
export interface LocalBench {
	readonly addresses: Addresses;
	/** Resolves after Ctrl-C, when everything has ended; rejects when a part or a worker ends by itself. */
	untilInterrupted(): Promise<void>;
	stop(): Promise<void>;
}

/**
 * Brings up the stack and the workers, and says where everything is.
 * @throws LocalStackError, TipBenchError
 */
export async function startLocal(signal: AbortSignal): Promise<LocalBench> {
	quietRuntime(say);
	const stack = await startStack({ ...folders(), reuseRunning: true, say, signal, env: process.env });
	const addresses: Addresses = { ...stack.addresses, namespace: process.env.TEMPORAL_NAMESPACE ?? 'default' };
	let workers: RunningWorkers | undefined;
	const stop = async () => {
		await workers?.stop().catch(() => undefined);
		await stack.stop();
	};
	try {
		workers = await startWorkers(readEnvironment(asEnvironment(addresses)));
	} catch (error) {
		await stop();
		throw error;
	}
	sayAddresses(addresses);
	const ended = Promise.race([workers.ended, partEnded(stack)]);
	ended.catch(() => undefined);
	return {
		addresses,
		stop,
		untilInterrupted: async () => {
			const interrupted = new Promise<void>((resolve) => {
				if (signal.aborted) resolve();
				signal.addEventListener('abort', () => resolve(), { once: true });
			});
			try {
				await Promise.race([interrupted, ended]);
				say('\nstopping …');
			} finally {
				await stop();
			}
		},
	};
}

/** Every line can be pasted into a shell; the commands that we print use the same addresses. */
function sayAddresses({ temporal, mlflow, ollama, temporalUi }: Addresses): void {
	print([`TEMPORAL_ADDRESS=${temporal}`, `MLFLOW_TRACKING_URI=${mlflow}`, `OLLAMA_HOST=${ollama}`].join('\n'));
	say(`Temporal UI  ${temporalUi}`);
	say(`MLflow UI    ${mlflow}`);
}

async function partEnded(stack: Stack): Promise<never> {
	const name = await Promise.race(
		stack.parts.map(async (part) => {
			await part.exited;
			return part.name;
		}),
	);
	throw new Error(`${name} has ended by itself; see its log in the state folder`);
}
