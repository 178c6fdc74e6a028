import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { makeFolderSync } from '../machine/make-folder';
import { sparingCompilers } from './ollama-compilers';

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(path.join(tmpdir(), 'tip-bench compilers '));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test.each([
	['ollama@v0/ml/backend/ggml/ggml/src/ggml-cpu/arch/x86', '-O3 -c quants.c'],
	['ollama@v0/llama/llama.cpp/src/models', '-O3 -c quants.c -O1'],
	['ollama@v0/llama', '-O3 -c quants.c -O1'],
	['ollama@v0/llama/llama.cpp/tools/mtmd', '-O3 -c quants.c -O0'],
	['go-sqlite3@v1', '-O3 -c quants.c -O0'],
])('in %s a file is compiled with %s', (place, told) => {
	const compiler = path.join(folder, 'a-compiler');
	writeFileSync(compiler, '#!/bin/sh\necho "$@"\n', { mode: 0o755 });
	const plain = { PATH: `${folder}:/usr/bin:/bin` };
	const env = sparingCompilers(path.join(folder, 'sparing'), { ...plain, CC: 'a-compiler', CXX: 'a-compiler' });
	const cwd = path.join(folder, place);
	makeFolderSync(cwd);
	for (const name of [env.CC, env.CXX]) {
		const printed = execFileSync(name ?? '', ['-O3', '-c', 'quants.c'], { cwd, env, encoding: 'utf8' });
		expect(printed.trim()).toBe(told);
	}
});
