import { addAbortListener } from 'node:events';
import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { throwIfAborted } from '../machine/errors';
import { startLeashed } from '../machine/leashed-process';
import { openLogFile } from '../machine/log-file';
import { makeFolder } from '../machine/make-folder';
import { LocalStackError } from './errors';
import type { LocateOptions } from './part';

/** Where an installed part or tool lies. */
export function installedAt(cacheDir: string, name: string): string {
	return path.join(cacheDir, 'parts', name);
}

/**
 * Fills a folder whole or not at all: `build` works in a sibling, which takes the name at the end. To be called
 * under the part's lock: what an interrupted run left is cleared away.
 */
export async function installWhole(folder: string, build: (fresh: string) => Promise<void>): Promise<void> {
	const parent = path.dirname(folder);
	await makeFolder(parent);
	const prefix = `${path.basename(folder)}.partial-`;
	for (const name of readdirSync(parent)) {
		if (name.startsWith(prefix)) rmSync(path.join(parent, name), { recursive: true, force: true });
	}
	const fresh = path.join(parent, `${prefix}${process.pid}`);
	await makeFolder(fresh);
	try {
		await build(fresh);
		if (existsSync(folder)) rmSync(folder, { recursive: true, force: true });
		renameSync(fresh, folder);
	} finally {
		rmSync(fresh, { recursive: true, force: true });
	}
}

/** One long command of an installation. */
export interface BuildStep {
	/** What a person is told, such as "MLflow: pip install". */
	title: string;
	/** How long it usually takes, such as "2 to 3 minutes". */
	usually: string;
	command: string;
	args: string[];
	env?: Record<string, string>;
	cwd?: string;
	/** The name of its log in the cache, without ending. */
	log: string;
}

/**
 * Runs a step to its end with its output in `CACHE/logs`, saying every ten seconds that it goes on.
 * Throws `BuildFailed` with the log's last lines, or `Interrupted`; nothing of it is left running.
 */
export async function runBuildStep(step: BuildStep, options: LocateOptions): Promise<void> {
	throwIfAborted(options.signal, step.title);
	const log = openLogFile(path.join(options.cacheDir, 'logs', `${step.log}.log`));
	const began = Date.now();
	const seconds = () => Math.round((Date.now() - began) / 1000);
	options.say(`${step.title} … (usually ${step.usually})`);
	let before = '';
	const ticker = setInterval(() => {
		const last = log.tail(1).trim().slice(0, 100);
		options.say(`${step.title}: ${seconds()} s so far (usually ${step.usually})${last !== before ? `: ${last}` : ''}`);
		before = last;
	}, 10_000);
	try {
		const running = await startLeashed({
			command: step.command,
			args: step.args,
			env: { ...options.env, ...step.env },
			cwd: step.cwd ?? options.cacheDir,
			output: log.descriptor,
			graceMs: 1000,
		});
		const abort = options.signal && addAbortListener(options.signal, () => running.kill());
		const { code, signal } = await running.exited;
		abort?.[Symbol.dispose]();
		throwIfAborted(options.signal, step.title);
		if (code !== 0) {
			throw new LocalStackError(
				'BuildFailed',
				`${step.title} ended with ${signal ?? code} after ${seconds()} s. Its log is ${log.file}; the last lines:\n${log.tail()}`,
			);
		}
	} finally {
		clearInterval(ticker);
		log.close();
	}
}
