import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { MachineError } from './errors';
import { projectRoot } from './folders';

/** How a process ended: exactly one of the two is not null, where that is known. */
export interface ExitStatus {
	code: number | null;
	signal: string | null;
}

/** A process with a group of its own that ends when we do, however we end. */
export interface LeashedProcess {
	pid: number;
	exited: Promise<ExitStatus>;
	/** Asks the group to end (SIGTERM), and ends it after `graceMs` (SIGKILL). */
	stop(graceMs?: number): Promise<void>;
	/** Ends the group at once (SIGKILL). */
	kill(): void;
}

/** What to run, where, and the open file its output goes to. */
export interface LeashedOptions {
	command: string;
	args: string[];
	env: NodeJS.ProcessEnv;
	cwd: string;
	output: number;
	/** Milliseconds between SIGTERM and SIGKILL where we are gone and the leash ends the group. */
	graceMs?: number;
}

interface LeashMessage {
	pid?: number;
	failed?: string;
	exit?: ExitStatus;
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
	try {
		process.kill(-pid, signal);
	} catch {
		// Nobody of the group is left.
	}
}

/** Waits for the leash's last word; without one it was killed itself, and the group has lost its keeper. */
async function whenExited(leash: ChildProcess, pid: number, last: () => ExitStatus | undefined): Promise<ExitStatus> {
	const gone = leash.exitCode !== null || leash.signalCode !== null;
	await Promise.all([
		gone || new Promise((resolve) => leash.once('exit', resolve)),
		!leash.connected || new Promise((resolve) => leash.once('disconnect', resolve)),
	]);
	const status = last();
	if (!status) signalGroup(pid, 'SIGKILL');
	return status ?? { code: null, signal: 'SIGKILL' };
}

/** Starts a command on a leash. Rejects with `ProcessFailed` where it cannot be started. */
export async function startLeashed(options: LeashedOptions): Promise<LeashedProcess> {
	const script = path.join(projectRoot(), 'machine', 'leash.js');
	const leash = spawn(
		process.execPath,
		[script, String(options.graceMs ?? 8000), options.command, ...options.args],
		// Detached, so that a terminal's Ctrl-C reaches only us and we end the parts in order.
		{ cwd: options.cwd, env: options.env, stdio: ['ignore', options.output, options.output, 'ipc'], detached: true },
	);
	let exit: ExitStatus | undefined;
	const pid = await new Promise<number>((resolve, reject) => {
		const fail = (reason: string) =>
			reject(new MachineError('ProcessFailed', `${options.command} could not be started in ${options.cwd}: ${reason}`));
		leash.on('message', (message: LeashMessage) => {
			if (message.pid !== undefined) resolve(message.pid);
			if (message.failed !== undefined) fail(message.failed);
			exit = message.exit ?? exit;
		});
		leash.once('error', (error) => fail(error.message));
		leash.once('exit', () => fail('its keeper ended at once'));
	});
	const exited = whenExited(leash, pid, () => exit);
	return {
		pid,
		exited,
		kill: () => signalGroup(pid, 'SIGKILL'),
		stop: async (graceMs = 8000) => {
			signalGroup(pid, 'SIGTERM');
			const killer = setTimeout(() => signalGroup(pid, 'SIGKILL'), graceMs);
			await exited;
			clearTimeout(killer);
		},
	};
}
