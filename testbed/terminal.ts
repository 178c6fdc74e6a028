import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { projectRoot } from '../machine/folders';
import { stackVariables, testStack } from './stack';
import { createTerminalScreen } from './terminal-screen';
import { until } from './until';

const answerLimitMs = 60_000;

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
	/**
	 * Milliseconds from keys being sent until the screen holds something that it did not hold.
	 * @throws Error where it does not within a minute
	 */
	answerTime(text: string, what: string | RegExp): Promise<number>;
	readonly ended: Promise<TerminalEnd>;
}

/** How a command is run in a terminal. */
interface TerminalOptions {
	readonly rows?: number;
	readonly columns?: number;
	readonly env?: Readonly<Record<string, string>>;
	/** The variables by which it finds its parts: those of the tests unless told. */
	readonly parts?: Readonly<Record<string, string>>;
}

/** Runs `./tip-bench` in a terminal. */
export function openTestTerminal(
	args: readonly string[],
	{ rows = 24, columns = 80, env = {}, parts = stackVariables(testStack()) }: TerminalOptions = {},
): TestTerminal {
	const root = projectRoot();
	const command = [process.execPath, join(root, 'tip-bench'), ...args];
	const driver = [join(root, 'testbed', 'terminal.py'), String(rows), String(columns), ...command];
	const variables = { ...process.env, TERM: 'xterm-256color', ...parts, ...env };
	const child = spawn('python3', driver, { stdio: ['pipe', 'pipe', 'inherit'], env: variables });
	// Keys for a command that has ended come to nobody.
	child.stdin.on('error', () => {});
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
	const notSeen = (what: string | RegExp) => new Error(`no ${what} on the screen:\n${screen.lines().join('\n')}`);
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
				throw notSeen(what);
			}),
		answerTime: async (text, what) => {
			if (shows(what)) throw new Error(`${what} is on the screen before the key`);
			const began = performance.now();
			const answered = new Promise<number>((resolve, reject) => {
				const late = setTimeout(() => reject(notSeen(what)), answerLimitMs);
				onOutput = () => {
					if (!shows(what)) return;
					clearTimeout(late);
					resolve(performance.now() - began);
				};
			});
			ask({ keys: text });
			return answered.finally(() => {
				onOutput = () => {};
			});
		},
		ended,
	};
}
