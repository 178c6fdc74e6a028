import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { startLeashed } from '../../machine/leashed-process';
import { openLogFile } from '../../machine/log-file';

/** A command to be run; all that it prints goes into a log in the folder where it runs. */
export interface Command {
	readonly name: string;
	readonly command: string;
	readonly args: readonly string[];
	readonly env: Readonly<Record<string, string | undefined>>;
	/** Where it runs and logs. */
	readonly folder: string;
}

/** A program that runs in a process group of its own, and ends when this process does, however that ends. */
export interface Program {
	readonly pid: number;
	/** What it has printed. */
	printed(): string;
	/** Waits for its end and gives its exit code, `null` after a signal. */
	readonly ended: Promise<number | null>;
	stop(): Promise<void>;
}

let count = 0;

/** Starts a program. @throws LocalStackError PartFailed where it cannot be started */
export async function startProgram({ name, command, args, env, folder }: Command): Promise<Program> {
	count += 1;
	const log = openLogFile(join(folder, 'logs', `${name}-${count}.log`));
	const running = await startLeashed({ command, args: [...args], env, cwd: folder, output: log.descriptor });
	log.close();
	return {
		pid: running.pid,
		printed: () => readFileSync(log.file, 'utf8'),
		ended: running.exited.then(({ code }) => code),
		stop: () => running.stop(),
	};
}

/**
 * Waits until a program has printed something.
 * @returns the match
 * @throws Error with its last words when it ends before, or takes over a minute
 */
export async function untilPrinted(program: Program, name: string, words: RegExp): Promise<RegExpExecArray> {
	let ended = false;
	program.ended.then(() => {
		ended = true;
	});
	const deadline = Date.now() + 60_000;
	for (;;) {
		const over = ended || Date.now() > deadline;
		const match = words.exec(program.printed());
		if (match !== null) return match;
		if (over) throw new Error(`${name} did not come up; its last words:\n${program.printed().slice(-2000)}`);
		await pause(20);
	}
}

/**
 * Waits for a program's end.
 * @throws Error with its last words when it fails
 */
export async function untilEnded(program: Program, name: string): Promise<void> {
	const code = await program.ended;
	if (code !== 0) throw new Error(`${name} ended with ${code}; its last words:\n${program.printed().slice(-2000)}`);
}
