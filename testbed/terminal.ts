import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { projectRoot } from '../machine/folders';
import { stackVariables, testStack } from './stack';
import { createTerminalScreen } from './terminal-screen';
import { until } from './until';

/** How a command ended: with a code, or by the number of a signal. */
interface TerminalEnd {
	readonly code: number | null;
	readonly signal: number | null;
}

/** A command in a real terminal of its own. */
export interface TestTerminal {
	keys(text: string): void;
	resize(rows: number, columns: number): void;
	kill(signal: 'KILL' | 'TERM' | 'HUP' | 'STOP' | 'CONT'): void;
	/** Closes the terminal, as one that is killed or whose line is cut. */
	hangUp(): void;
	/** What a person sees. */
	lines(): string[];
	/** All that was sent, as it was. */
	sent(): string;
	/** Waits until the screen holds something. */
	see(what: string | RegExp): Promise<void>;
	/** Milliseconds until the program answers keys with anything. */
	answerTime(text: string): Promise<number>;
	readonly ended: Promise<TerminalEnd>;
}

/** Runs `./tip-bench` in a terminal, against the parts of the tests. */
export function openTestTerminal(
	args: readonly string[],
	{ rows = 24, columns = 80, env = {} }: { rows?: number; columns?: number; env?: Record<string, string> } = {},
): TestTerminal {
	const root = projectRoot();
	const command = [process.execPath, join(root, 'tip-bench'), ...args];
	const driver = [join(root, 'testbed', 'terminal.py'), String(rows), String(columns), ...command];
	const variables = { ...process.env, TERM: 'xterm-256color', ...stackVariables(testStack()), ...env };
	const child = spawn('python3', driver, { stdio: ['pipe', 'pipe', 'inherit'], env: variables });
	const screen = createTerminalScreen(rows, columns);
	let sent = '';
	let onOutput = () => {};
	const decoder = new TextDecoder();
	const ended = new Promise<TerminalEnd>((resolve, reject) => {
		child.once('error', reject);
		createInterface({ input: child.stdout }).on('line', (line) => {
			const told = JSON.parse(line) as { out?: string } & TerminalEnd;
			if (told.out === undefined) return resolve(told);
			const text = decoder.decode(Buffer.from(told.out, 'base64'), { stream: true });
			sent += text;
			screen.feed(text);
			onOutput();
		});
	});
	const ask = (what: object) => child.stdin.write(`${JSON.stringify(what)}\n`);
	const shows = (what: string | RegExp) => {
		const text = screen.lines().join('\n');
		return typeof what === 'string' ? text.includes(what) : what.test(text);
	};
	return {
		keys: (text) => ask({ keys: text }),
		resize: (toRows, toColumns) => {
			screen.resize(toRows, toColumns);
			ask({ size: [toRows, toColumns] });
		},
		kill: (signal) => ask({ signal }),
		hangUp: () => ask({ hangup: true }),
		lines: () => screen.lines(),
		sent: () => sent,
		see: (what) =>
			until(async () => shows(what)).catch(() => {
				throw new Error(`no ${what} on the screen:\n${screen.lines().join('\n')}`);
			}),
		answerTime: async (text) => {
			const began = performance.now();
			const answered = new Promise<void>((resolve) => {
				onOutput = resolve;
			});
			ask({ keys: text });
			await answered;
			return performance.now() - began;
		},
		ended,
	};
}
