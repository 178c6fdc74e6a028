'use strict';
// What `npm test` runs: lint, directions of imports, dead exports, types, unit and integration tests, one after another.
// `npm test -- unit lint` runs only those; what follows a second `--` goes to jest.

const fs = require('node:fs');
const { spawn } = require('node:child_process');
const path = require('node:path');
const { failPlainly, prepare, root } = require('./prepare');

const modules = path.join(root, 'node_modules');
const biome = path.join(modules, '@biomejs', 'biome', 'bin', 'biome');
const cruiser = path.join(modules, 'dependency-cruiser', 'bin', 'dependency-cruise.mjs');
const knip = path.join(modules, 'knip', 'bin', 'knip.js');
const compiler = path.join(modules, 'typescript', 'bin', 'tsc');
const jest = path.join(modules, 'jest', 'bin', 'jest.js');

// The rooms, and what else may import; see .dependency-cruiser.js.
const rooms = fs
	.readdirSync(root, { withFileTypes: true })
	.filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
	.map(({ name }) => name)
	.filter((name) => !['node_modules', 'dist', 'coverage'].includes(name));

// `--forceExit`: a test that failed leaves a server or a stream open, and the run would wait for it for ever.
const steps = {
	lint: [biome, 'check', '.'],
	imports: [cruiser, '--config', path.join(root, '.dependency-cruiser.js'), ...rooms],
	exports: [knip],
	types: [compiler, '--noEmit'],
	unit: [jest, '--selectProjects', 'unit'],
	integration: [jest, '--runInBand', '--forceExit', '--selectProjects', 'integration'],
	long: [jest, '--runInBand', '--forceExit', '--selectProjects', 'long', 'integration'],
};

/**
 * Integration tests wait more than they compute, so three parts of their files run at once, each on servers of its own.
 * Files that were asked for by name are few, and run one after another.
 */
const atOnce = 3;
const partsOf = (forJest) =>
	forJest.length > 0 ? [[]] : Array.from({ length: atOnce }, (_each, at) => [`--shard=${at + 1}/${atOnce}`]);

/** The pages run in a browser, the rest in Node: each has settings of its own. */
const projects = [
	['-p', 'tsconfig.json'],
	['-p', path.join('panel', 'tsconfig.json')],
];

/** What takes longer than a person waits; it runs only when it is named. */
const onlyByName = ['long'];

function chooseSteps(names) {
	const unknown = names.filter((name) => !(name in steps));
	if (unknown.length > 0) {
		throw new Error(`npm test has no step '${unknown.join("', '")}'; its steps are ${Object.keys(steps).join(', ')}.`);
	}
	const chosen = (name) => (names.length > 0 ? names.includes(name) : !onlyByName.includes(name));
	return Object.keys(steps).filter(chosen);
}

const running = new Set();

function run(command, env = process.env) {
	return new Promise((resolve, reject) => {
		const child = spawn(process.execPath, command, { cwd: root, stdio: 'inherit', env });
		running.add(child);
		child.on('error', reject);
		child.on('exit', (code, signal) => {
			running.delete(child);
			resolve(signal === null ? code : 1);
		});
	});
}

/** A test that only computes hears no signal, so whoever has not ended by then is killed; its servers end by themselves. */
const graceMs = 5_000;

/** A `timeout` or a closed terminal ends the running step with us, or its tests and servers would go on alone. */
function endRunning() {
	for (const child of running) child.kill('SIGTERM');
	setTimeout(() => {
		for (const child of running) child.kill('SIGKILL');
	}, graceMs).unref();
}

async function main() {
	const given = process.argv.slice(2);
	const divider = given.includes('--') ? given.indexOf('--') : given.length;
	const chosen = chooseSteps(given.slice(0, divider));
	const forJest = given.slice(divider + 1);
	await prepare({ build: false });
	// We stay to report how the step ended. A terminal's Ctrl-C reaches it too.
	let endedBy = null;
	for (const [signal, code] of Object.entries({ SIGINT: 130, SIGTERM: 143, SIGHUP: 129 })) {
		process.on(signal, () => {
			endedBy ??= code;
			if (signal !== 'SIGINT') endRunning();
		});
	}
	for (const name of chosen) {
		const began = Date.now();
		process.stderr.write(`\n== ${name}\n`);
		// Only now: what the compiler has to say belongs to the step `types`.
		if (name === 'integration' || name === 'long') await prepare();
		if (endedBy !== null) process.exit(endedBy);
		const [script, ...options] = steps[name];
		// First, because `--selectProjects` takes every word after it for a project.
		const command = script === jest ? [jest, ...forJest, ...options] : steps[name];
		const parts = name === 'integration' ? partsOf(forJest) : name === 'types' ? projects : [[]];
		// Read by `test/support/long-test.ts`.
		const env = name === 'long' ? { ...process.env, TIP_BENCH_TEST_LONG: '1' } : process.env;
		const codes = await Promise.all(parts.map((part) => run([command[0], ...part, ...command.slice(1)], env)));
		const code = codes.find((each) => each !== 0) ?? 0;
		const outcome = code === 0 ? 'passed' : `failed (${code})`;
		process.stderr.write(`== ${name}: ${outcome} in ${((Date.now() - began) / 1000).toFixed(1)} s\n`);
		if (endedBy !== null) process.exit(endedBy);
		if (code !== 0) process.exit(code);
	}
}

main().catch(failPlainly);
