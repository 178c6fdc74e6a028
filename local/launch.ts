import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { MachineError, throwIfAborted } from '../machine/errors';
import { type ExitStatus, type LeashedProcess, startLeashed } from '../machine/leashed-process';
import { type LogFile, openLogFile } from '../machine/log-file';
import { makeFolder } from '../machine/make-folder';
import { LocalStackError } from './errors';
import type { LocatedPart, PartName, RunningPart, StartOptions } from './part';

/** A part's process and how to see that it answers. */
export interface Launch {
	name: PartName;
	located: LocatedPart;
	args: string[];
	env: NodeJS.ProcessEnv;
	address: string;
	/** True once it answers; may throw or be false until then. */
	isHealthy(): Promise<boolean>;
	/** Milliseconds until it must answer. */
	limitMs: number;
}

function failure(launch: Launch, log: LogFile, what: string): LocalStackError | MachineError {
	const tail = log.tail();
	const lostPort = /address already in use|EADDRINUSE|port \d+ is already|Can't set frontend port/i.test(tail);
	const message = `${launch.name} ${what}. Its log is ${log.file}; the last lines:\n${tail}`;
	return lostPort ? new MachineError('PortTaken', message) : new LocalStackError('PartFailed', message);
}

async function whenHealthy(launch: Launch, running: LeashedProcess, log: LogFile, signal?: AbortSignal): Promise<void> {
	let ended: ExitStatus | undefined;
	running.exited.then((status) => {
		ended = status;
	});
	const deadline = Date.now() + launch.limitMs;
	for (;;) {
		throwIfAborted(signal, `Starting ${launch.name}`);
		if (ended) throw failure(launch, log, `ended with ${ended.signal ?? ended.code} while starting`);
		if (await launch.isHealthy().catch(() => false)) return;
		if (Date.now() > deadline) throw failure(launch, log, `did not answer within ${launch.limitMs / 1000} s`);
		await pause(100);
	}
}

/**
 * Starts a part on a leash and waits until it answers. Throws `PartFailed`, `PortTaken` (somebody took the port
 * first) or `Interrupted`, with nothing left running.
 */
export async function launchPart(launch: Launch, options: StartOptions): Promise<RunningPart> {
	await makeFolder(options.stateDir);
	const log = openLogFile(path.join(options.stateDir, 'logs', `${launch.name.toLowerCase()}.log`));
	try {
		const running = await startLeashed({
			command: launch.located.command,
			args: [...launch.located.args, ...launch.args],
			env: { ...launch.env, ...options.partEnv },
			cwd: options.stateDir,
			output: log.descriptor,
		});
		try {
			await whenHealthy(launch, running, log, options.signal);
		} catch (error) {
			await running.stop(2000);
			throw error;
		}
		return {
			name: launch.name,
			address: launch.address,
			pid: running.pid,
			version: launch.located.version,
			origin: launch.located.origin,
			logFile: log.file,
			stop: () => running.stop(),
			kill: () => running.kill(),
			exited: running.exited,
		};
	} finally {
		log.close();
	}
}
