import { join, relative } from 'node:path';
import { readVariable } from './environment/read';
import { stateDir } from './folders';

type Env = Readonly<Record<string, string | undefined>>;

/** How a person reaches what we do, where we run in a container and they do not. */
interface Outside {
	/** The address of Temporal, host and port; `undefined` where it is as we see it. */
	readonly temporal: string | undefined;
	/** A message, in which `./tip-bench` is written as it is called there. */
	asCalled(text: string): string;
	/** A file by a path that leads to it there and here. */
	pathOf(file: string): string;
}

/**
 * Reads what docker-compose.yml sets: TIP_BENCH_COMMAND calls this program, TIP_BENCH_START brings the parts and the
 * workers up, and TIP_BENCH_OUTSIDE_EXPORTS and TIP_BENCH_OUTSIDE_TEMPORAL tell where those are for a person. The exports have that path, from the folder in which commands run, in the container too.
 */
export function outside(env: Env = process.env): Outside {
	const command = readVariable(env, 'TIP_BENCH_COMMAND') ?? './tip-bench';
	const start = readVariable(env, 'TIP_BENCH_START');
	const exportsOutside = readVariable(env, 'TIP_BENCH_OUTSIDE_EXPORTS');
	const startCommand = /\.\/tip-bench (up|worker)( \(or up\))?/g;
	return {
		temporal: readVariable(env, 'TIP_BENCH_OUTSIDE_TEMPORAL'),
		asCalled: (text) =>
			(start ? text.replace(startCommand, () => start) : text).replaceAll('./tip-bench', () => command),
		pathOf: (file) => {
			const inside = relative(join(stateDir(env), 'exports'), file);
			return exportsOutside && !inside.startsWith('..') ? join(exportsOutside, inside) : file;
		},
	};
}
