import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Env } from './environment/kinds';
import { readVariable } from './environment/read';
import { MachineError } from './errors';
import { homeFolder } from './home';

/** The folder of what can be made again (installed parts): `$TIP_BENCH_CACHE`, else the XDG cache folder. */
export function cacheDir(env: Env): string {
	return readVariable(env, 'TIP_BENCH_CACHE') ?? standardFolder(readVariable(env, 'XDG_CACHE_HOME'), env, '.cache');
}

/** The folder of what must not be lost (databases, artifacts): `$TIP_BENCH_STATE`, else the XDG state folder. */
export function stateDir(env: Env): string {
	const standard = readVariable(env, 'XDG_STATE_HOME');
	return readVariable(env, 'TIP_BENCH_STATE') ?? standardFolder(standard, env, path.join('.local', 'state'));
}

/** Where judge files go, unless somebody says otherwise. */
export function exportsDir(env: Env): string {
	return path.join(stateDir(env), 'exports');
}

/**
 * The folder that holds rubrics/, prompts/, scenarios/, auto-judges/ and personas/: `$TIP_BENCH_DATA`, else the checkout.
 * @throws MachineError EnvironmentInvalid where the variable names no folder
 */
export function dataDir(env: Env): string {
	const named = readVariable(env, 'TIP_BENCH_DATA');
	if (named === undefined) return projectRoot();
	if (isFolder(named)) return named;
	throw new MachineError('EnvironmentInvalid', `TIP_BENCH_DATA: there is no folder ${named}`);
}

function isFolder(named: string): boolean {
	try {
		return statSync(named).isDirectory();
	} catch {
		return false;
	}
}

/** The checkout: the nearest folder upward that holds our package.json, from the sources as from `dist`. */
export function projectRoot(): string {
	let current = __dirname;
	while (!existsSync(path.join(current, 'package.json'))) {
		const parent = path.dirname(current);
		if (parent === current) throw new Error(`No package.json found above ${__dirname}: is this a tip-bench checkout?`);
		current = parent;
	}
	return current;
}

function standardFolder(standard: string | undefined, env: Env, inHome: string): string {
	return path.join(standard ?? path.join(homeFolder(env), inHome), 'tip-bench');
}
