import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * What makes text is the arithmetic in `ggml`: only that is worth the compiler's best. A database, image and sound
 * formats and a hundred models' definitions take most of the time to optimize, and are as quick to use without.
 */
const rules = [
	['*/ml/backend/ggml/*', ''],
	['*/llama | */llama/llama.cpp/src*', '-O1'],
	['*', '-O0'],
];

// Go runs the compiler in the folder of the package; the last -O wins.
function script(compiler: string): string {
	const cases = rules.map(([folders, option]) => `${folders}) exec ${compiler} "$@" ${option} ;;\n`).join('');
	return `#!/bin/sh\ncase $PWD in\n${cases}esac\n`;
}

/**
 * Writes a C and a C++ compiler into a new folder that spare the time for optimizing what need not be fast. Returns what
 * makes Go use them in place of the environment's own.
 */
export function sparingCompilers(folder: string, env: NodeJS.ProcessEnv): Record<string, string> {
	mkdirSync(folder);
	const own = process.platform === 'darwin' ? { CC: 'clang', CXX: 'clang++' } : { CC: 'gcc', CXX: 'g++' };
	const names = { CC: 'tip-bench-cc', CXX: 'tip-bench-c++' };
	for (const which of ['CC', 'CXX'] as const) {
		writeFileSync(path.join(folder, names[which]), script(env[which] || own[which]), { mode: 0o755 });
	}
	// By name, since Go would split a path at its spaces.
	return { ...names, PATH: `${folder}${path.delimiter}${env.PATH ?? ''}` };
}
