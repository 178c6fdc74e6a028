import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';

type Environment = Record<string, string | undefined>;

function folder(env: Environment, own: string, base: string, fallback: string[]): string {
	const chosen = env[own];
	if (chosen) return path.resolve(chosen);
	const standard = env[base];
	// The XDG rules say that a relative path is to be ignored.
	if (standard && path.isAbsolute(standard)) return path.join(standard, 'tip-bench');
	return path.join(env.HOME || homedir(), ...fallback, 'tip-bench');
}

/** The folder of what can be made again (installed parts): `$TIP_BENCH_CACHE`, else the XDG cache folder. */
export function cacheDir(env: Environment): string {
	return folder(env, 'TIP_BENCH_CACHE', 'XDG_CACHE_HOME', ['.cache']);
}

/** The folder of what must not be lost (databases, artifacts): `$TIP_BENCH_STATE`, else the XDG state folder. */
export function stateDir(env: Environment): string {
	return folder(env, 'TIP_BENCH_STATE', 'XDG_STATE_HOME', ['.local', 'state']);
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
