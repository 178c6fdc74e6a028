import { type ChildProcess, spawn } from 'node:child_process';
import { addAbortListener } from 'node:events';
import { writeSync } from 'node:fs';

/** How a command ended, and all that it said. */
export interface CommandEnd {
	/** `null` where it was ended by its time limit. */
	readonly code: number | null;
	readonly stdout: string;
	readonly stderr: string;
	readonly seconds: number;
}

/** How a command is run. */
export interface CommandOptions {
	readonly env: Readonly<Record<string, string | undefined>>;
	readonly limitSeconds: number;
	/** Ends the command, whose group gets 5 seconds to go. */
	readonly signal?: AbortSignal | undefined;
	readonly input?: string | undefined;
	/** An open file that gets the command and all that it says. */
	readonly log: number;
}

const graceMs = 5_000;

/**
 * Runs a command in a process group of its own, to its end or its time limit.
 * @throws the signal's reason when it is aborted, and Error where the command cannot be started
 */
export async function runCommand(
	[command = '', ...args]: readonly string[],
	options: CommandOptions,
): Promise<CommandEnd> {
	const { env, limitSeconds, signal, input, log } = options;
	signal?.throwIfAborted();
	const began = Date.now();
	writeSync(log, `\n$ ${[command, ...args].join(' ')}\n`);
	const child = spawn(command, args, { env: { ...env }, detached: true, stdio: ['pipe', 'pipe', 'pipe'] });
	const said = { stdout: '', stderr: '' };
	for (const name of ['stdout', 'stderr'] as const) {
		child[name].setEncoding('utf8').on('data', (text: string) => {
			said[name] += text;
			writeSync(log, text);
		});
	}
	// One that ends without reading what it was given says by its code what that means.
	child.stdin.on('error', () => undefined);
	child.stdin.end(input ?? '');
	let late = false;
	const limit = setTimeout(() => {
		late = true;
		endGroup(child);
	}, limitSeconds * 1000);
	const abort = signal && addAbortListener(signal, () => endGroup(child));
	try {
		const code = await new Promise<number | null>((resolve, reject) => {
			child.once('error', reject);
			child.once('close', resolve);
		});
		signal?.throwIfAborted();
		return { code: late ? null : (code ?? 1), ...said, seconds: (Date.now() - began) / 1000 };
	} finally {
		clearTimeout(limit);
		abort?.[Symbol.dispose]();
	}
}

function endGroup({ pid }: ChildProcess): void {
	if (pid === undefined) return;
	const signalGroup = (name: NodeJS.Signals) => {
		try {
			process.kill(-pid, name);
		} catch {
			// Nobody of the group is left.
		}
	};
	signalGroup('SIGTERM');
	setTimeout(() => signalGroup('SIGKILL'), graceMs).unref();
}
