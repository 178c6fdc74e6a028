import { hostname } from 'node:os';
import { takeMachineLock } from '../machine/machine-lock';
import { gpuWorker, type WorkerSetting } from './create-workers';
import { pollersOf, warningsAbout } from './other-pollers';
import { runUntilStopped } from './run-worker';

/** A GPU's queue, as this process serves it or stands by for it. */
export interface GpuQueue {
	readonly name: string;
	/** Whether this process serves it by now. */
	isServed(): boolean;
	/** Ends when it is first known whether this process serves the queue or stands by. */
	readonly decided: Promise<void>;
	/** Ends when it was told to stop and has; rejects when its worker broke. */
	readonly ended: Promise<void>;
}

/**
 * Serves a GPU's queue as the only process of this machine. A second one stands by without polling, and takes over as
 * soon as the first has ended, however that ended.
 */
export function serveGpuQueue(setting: WorkerSetting, name: string, stop: AbortSignal): GpuQueue {
	let served = false;
	let decide = () => {};
	const decided = new Promise<void>((resolve) => {
		decide = resolve;
	});
	const ended = serveAlone(setting, name, stop, (serves) => {
		served = serves;
		decide();
	});
	return { name, isServed: () => served, decided, ended };
}

async function serveAlone(setting: WorkerSetting, name: string, stop: AbortSignal, tell: (serves: boolean) => void) {
	const { log } = setting;
	let waited = false;
	const onWait = (holder: number | null) => {
		waited = true;
		log.warn(
			`another worker (${holder === null ? 'stopped' : `pid ${holder}`}) serves ${name}; this one waits until that ends`,
		);
		tell(false);
	};
	const lock = await takeMachineLock(keyOf(setting, name), { signal: stop, onWait }).catch((error: unknown) => {
		if (!stop.aborted) throw error;
	});
	if (lock === undefined) return;
	try {
		const worker = await gpuWorker(setting, name);
		if (waited) log.info(`the other worker has ended: this one serves ${name} now`);
		tell(true);
		void warnOfOthers(setting, name);
		await runUntilStopped(worker, stop);
	} finally {
		lock.release();
	}
}

/** One Temporal server has many addresses; the usual names of this machine are one. */
function keyOf({ environment }: WorkerSetting, name: string): string {
	const address = environment.temporalAddress.replace(/^(127\.0\.0\.1|\[::1\]):/, 'localhost:');
	return `queue ${address} ${environment.temporalNamespace} ${name}`;
}

/** A courtesy: where Temporal does not tell, nothing is said. */
async function warnOfOthers({ connection, environment, log }: WorkerSetting, queue: string): Promise<void> {
	try {
		const pollers = await pollersOf(connection, environment.temporalNamespace, queue);
		const us = { queue, host: hostname(), pid: process.pid, now: Date.now(), isAlive };
		for (const line of warningsAbout(pollers, us)) log.warn(line);
	} catch {
		// A server that does not answer is reported by the worker itself.
	}
}

function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'EPERM';
	}
}
