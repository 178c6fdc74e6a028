'use strict';
// Runs the tests on another Node: `npm run test:node -- 24.21.0`, `npm run test:node -- 24 unit`.
// What follows the version is for `bin/test.js`. The npm package `node` brings that Node, once, into the cache.

const { execFileSync, spawn } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { failPlainly, npmCommand, prepare, root } = require('./prepare');
const { runStep } = require('./run-step');

const say = (line) => process.stderr.write(`${line}\n`);

function chooseVersion(given) {
	if (given !== undefined && /^v?\d+(\.(\d+|x)){0,2}$/.test(given)) return given.replace(/^v/, '');
	throw new Error(
		`Which Node shall the tests run on? \`npm run test:node -- 24.21.0\`; '${given ?? ''}' is no version.`,
	);
}

/** The `node` program of that version, from the cache or, the first time, from the npm registry. */
async function findNode(version) {
	const { cacheDir } = require('../dist/machine/folders');
	const { makeFolder } = require('../dist/machine/make-folder');
	const folder = path.join(cacheDir(process.env), 'parts', `node-${version}`);
	const program = path.join(folder, 'node_modules', 'node', 'bin', 'node');
	if (fs.existsSync(program)) return program;
	fs.rmSync(folder, { recursive: true, force: true });
	await makeFolder(path.dirname(folder));
	const fresh = fs.mkdtempSync(`${folder}.partial-`);
	try {
		// With its own manifest, or npm would install into the nearest folder above that has one.
		fs.writeFileSync(path.join(fresh, 'package.json'), '{"private": true}\n');
		const options = ['--prefix', fresh, '--save-exact', '--no-audit', '--no-fund', '--loglevel=error'];
		say(`tip-bench: fetching Node ${version} from the npm registry (once, usually some seconds) …`);
		await runStep(`fetching Node ${version}`, [...npmCommand(), 'install', ...options, `node@${version}`], {
			root,
			say,
		});
		fs.renameSync(fresh, folder);
	} finally {
		fs.rmSync(fresh, { recursive: true, force: true });
	}
	return program;
}

async function main() {
	const [given, ...forTests] = process.argv.slice(2);
	const version = chooseVersion(given);
	await prepare();
	const program = await findNode(version);
	const exact = execFileSync(program, ['--version'], { encoding: 'utf8' }).trim();
	say(`tip-bench: testing on Node ${exact}`);
	// First on PATH too, for what starts `node` by its name.
	const env = { ...process.env, PATH: `${path.dirname(program)}${path.delimiter}${process.env.PATH}` };
	const test = path.join(__dirname, 'test.js');
	process.on('SIGINT', () => {});
	const child = spawn(program, [test, ...forTests], { cwd: root, stdio: 'inherit', env });
	// A terminal's Ctrl-C reaches the tests by itself.
	for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
	child.on('error', failPlainly);
	child.on('exit', (code, signal) => process.exit(signal === null ? code : 1));
}

main().catch(failPlainly);
