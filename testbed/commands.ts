import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { projectRoot } from '../machine/folders';
import { stackVariables, testStack } from './stack';

/** What a command left behind. */
export interface Ended {
	readonly code: number;
	readonly stdout: string;
	readonly stderr: string;
}

/** Runs `./tip-bench` as a person would, against the parts of the tests. */
export function tipBench(args: readonly string[], env: Record<string, string> = {}): Promise<Ended> {
	return runCommand(process.execPath, [join(projectRoot(), 'tip-bench'), ...args], env);
}

/** Runs the plain `temporal` command. */
export function temporalCli(...args: string[]): Promise<Ended> {
	return runCommand(testStack().temporalCommand, args, {});
}

/** What a person reads of a failure: one line, and no stack. */
export function oneLine({ stderr }: Ended): string {
	const lines = stderr.trim().split('\n');
	if (lines.length !== 1) throw new Error(`not one line: ${stderr}`);
	return stderr.trim();
}

function runCommand(command: string, args: readonly string[], env: Record<string, string>): Promise<Ended> {
	// As in a pipe, whatever the terminal of the tests is: they read what it prints.
	const { FORCE_COLOR: _, ...inherited } = process.env;
	const variables = { ...inherited, NO_COLOR: '1', ...stackVariables(testStack()), ...env };
	return new Promise((resolve) => {
		const options = { env: variables, maxBuffer: 64 << 20, timeout: 300_000 };
		execFile(command, args, options, (error, stdout, stderr) => {
			const code = error === null ? 0 : typeof error.code === 'number' ? error.code : 1;
			resolve({ code, stdout, stderr });
		});
	});
}
