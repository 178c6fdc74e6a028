import { existsSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { capture, onPath } from '../machine/commands';
import { withFileLock } from '../machine/file-lock';
import { makeFolder } from '../machine/make-folder';
import { LocalStackError } from './errors';
import { installedAt, runBuildStep } from './install';
import type { LocateOptions } from './part';

const names = ['python3', 'python3.13', 'python3.12', 'python3.11', 'python3.10', 'python'];
const probe = 'import sys, venv, ensurepip; print("python", *sys.version_info[:2])';

/** A Python 3.10 or newer that can make virtual environments, or undefined. */
export async function findPython(env: NodeJS.ProcessEnv): Promise<string | undefined> {
	const usual = ['/usr/bin/python3', '/usr/local/bin/python3', '/opt/homebrew/bin/python3'].filter(existsSync);
	for (const command of [...names.flatMap((name) => onPath(name, env)), ...usual]) {
		const version = (await capture(command, ['-c', probe], env))?.match(/python (\d+) (\d+)/);
		if (version && Number(version[1]) === 3 && Number(version[2]) >= 10) return command;
	}
	return undefined;
}

/**
 * Makes a virtual environment in `folder` with these packages, and marks it whole at the end: it cannot be moved
 * there when done, because it holds its own path. To be called under a lock. Throws `PartMissing` without a
 * Python, `BuildFailed`, or `Interrupted`.
 */
export async function ensureEnvironment(
	folder: string,
	packages: string[],
	step: { title: string; usually: string; log: string },
	options: LocateOptions,
): Promise<void> {
	if (isWhole(folder)) return;
	const python = await findPython(options.env);
	if (!python) {
		throw new LocalStackError(
			'PartMissing',
			'there is no Python 3.10 or newer with the venv module; install one (on Debian: python3 and python3-venv)',
		);
	}
	rmSync(folder, { recursive: true, force: true });
	await makeFolder(path.dirname(folder));
	const make = { ...step, title: `${step.title}: a Python environment`, usually: '5 seconds' };
	await runBuildStep({ ...make, command: python, args: ['-m', 'venv', folder] }, options);
	if (packages.length > 0) {
		const args = [
			'-m',
			'pip',
			'install',
			'--progress-bar',
			'off',
			'--disable-pip-version-check',
			'--no-input',
			// Python compiles what it imports when it first does; all of it would take half of pip's time.
			'--no-compile',
			...packages,
		];
		await runBuildStep({ ...step, command: pythonOf(folder), args }, options);
	}
	writeFileSync(path.join(folder, 'complete'), `${packages.join('\n')}\n`);
}

/** Whether an environment was completed. */
export function isWhole(folder: string): boolean {
	return existsSync(path.join(folder, 'complete'));
}

/** The interpreter of an environment. */
export function pythonOf(folder: string): string {
	return path.join(folder, 'bin', 'python');
}

/** The interpreter of a bare environment whose pip fetches things, made under its own lock. Throws as `ensureEnvironment`. */
export async function ensurePip(options: LocateOptions): Promise<string> {
	const folder = installedAt(options.cacheDir, 'python-tools');
	const waiting = 'Another tip-bench is making a Python environment; waiting for that';
	await withFileLock(path.join(options.cacheDir, 'locks', 'python-tools'), { ...options, waiting }, () =>
		ensureEnvironment(folder, [], { title: 'pip', usually: '5 seconds', log: 'python-tools' }, options),
	);
	return pythonOf(folder);
}
