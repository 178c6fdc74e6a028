'use strict';
// `npm run dev`: a worker of the sources as they are, started anew at each change. The parts are those of `tip-bench up`
// in another terminal, or whatever TEMPORAL_ADDRESS and the others name.

const fs = require('node:fs');
const path = require('node:path');
const { spawn } = require('node:child_process');
const { failPlainly, prepare, root } = require('./prepare');

async function main() {
	await prepare();
	const dist = path.join(root, 'dist');
	const compiler = path.join(root, 'node_modules', 'typescript', 'bin', 'tsc');
	// Without it the worker packs the workflows itself, from what was compiled last; and the next command builds anew.
	for (const file of ['worker/workflow-bundle.js', '.stamp']) fs.rmSync(path.join(dist, file), { force: true });
	const compile = [compiler, '-p', 'tsconfig.build.json', '--watch', '--preserveWatchOutput'];
	const serve = [
		'--watch',
		'--watch-preserve-output',
		path.join(dist, 'cli', 'main.js'),
		'worker',
		'--log-level',
		'debug',
	];
	const children = [compile, serve].map((given) => spawn(process.execPath, given, { cwd: root, stdio: 'inherit' }));
	const stop = () => {
		for (const child of children) child.kill('SIGTERM');
	};
	for (const child of children) child.once('exit', stop);
	// A terminal's Ctrl-C reaches the children too; we wait for them.
	process.on('SIGINT', () => {});
	process.on('SIGTERM', stop);
}

main().catch(failPlainly);
