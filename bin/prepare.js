'use strict';
// Makes a checkout runnable before anything is installed in it: plain Node, no dependencies.

const fs = require('node:fs');
const path = require('node:path');
const { checkNodeVersion } = require('./node-version');
const { withLock } = require('./prepare-lock');
const { runStep } = require('./run-step');
const { buildStamp, modulesMatch, lockStamp, panelStamp, readStamp, writeStamp } = require('./stamps');

const root = path.dirname(__dirname);

function say(line) {
	process.stderr.write(`${line}\n`);
}

function modulesStampFile() {
	return path.join(root, 'node_modules', '.tip-bench-stamp');
}

function buildStampFile() {
	return path.join(root, 'dist', '.stamp');
}

function panelStampFile() {
	return path.join(root, 'dist', 'panel', '.stamp');
}

function modulesReady() {
	if (readStamp(modulesStampFile()) === lockStamp(root)) return true;
	// Somebody ran npm here themselves: what npm wrote down about it is as good as our own stamp.
	if (!modulesMatch(root)) return false;
	writeStamp(modulesStampFile(), lockStamp(root));
	return true;
}

function buildReady() {
	return readStamp(buildStampFile()) === buildStamp(root);
}

function panelReady() {
	return readStamp(panelStampFile()) === panelStamp(root);
}

/** The npm that belongs to this Node, as a script Node can run, or else the command on PATH. */
function npmCommand() {
	const binFolder = path.dirname(process.execPath);
	const candidates = [
		process.env.npm_execpath,
		path.join(binFolder, '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
		path.join(binFolder, 'node_modules', 'npm', 'bin', 'npm-cli.js'),
	];
	const script = candidates.find((file) => file?.endsWith('npm-cli.js') && fs.existsSync(file));
	return script ? [process.execPath, script] : ['npm'];
}

async function installModules() {
	say('tip-bench: installing the npm packages (once, usually under a minute) …');
	// Without this list npm looks at the folder itself, so that half an installation is seen and completed.
	fs.rmSync(path.join(root, 'node_modules', '.package-lock.json'), { force: true });
	// `npm ci` refuses a lock file that was made where the registry lacks other platforms' optional packages;
	// this installs the same locked versions, and leaves the lock file alone.
	// Development packages too, whatever NODE_ENV says: the build needs the compiler.
	const options = ['install', '--no-save', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
	await runStep('npm install', [...npmCommand(), ...options], { root, say });
	writeStamp(modulesStampFile(), lockStamp(root));
}

/** Builds what is out of date of the program and its pages, both at once. */
async function build() {
	say('tip-bench: building (once after each change, usually a few seconds) …');
	await Promise.all([buildReady() ? undefined : buildProgram(), panelReady() ? undefined : buildPanel()]);
}

async function buildProgram() {
	const stamp = buildStamp(root);
	const dist = path.join(root, 'dist');
	// All but the pages anew each time, so that no file of a deleted source lingers there.
	const old = fs.existsSync(dist) ? fs.readdirSync(dist).filter((name) => name !== 'panel') : [];
	for (const name of old) fs.rmSync(path.join(dist, name), { recursive: true, force: true });
	const compiler = path.join(root, 'node_modules', 'typescript', 'bin', 'tsc');
	const options = ['-p', path.join(root, 'tsconfig.build.json')];
	await runStep('the TypeScript build', [process.execPath, compiler, ...options], { root, say });
	const bundle = path.join(dist, 'worker', 'build-bundle.js');
	if (fs.existsSync(bundle)) {
		await runStep('the workflow bundle', [process.execPath, bundle], { root, say });
	}
	writeStamp(buildStampFile(), stamp);
}

async function buildPanel() {
	const stamp = panelStamp(root);
	const bundler = path.join(root, 'node_modules', 'vite', 'bin', 'vite.js');
	const options = ['build', '--config', path.join(root, 'panel', 'vite.config.mts')];
	// It empties its folder first, the stamp with it.
	await runStep('the panel', [process.execPath, bundler, ...options], { root, say });
	writeStamp(panelStampFile(), stamp);
}

/**
 * Brings `node_modules` and, unless `build` is false, `dist` up to date with the checkout; silently where nothing
 * is to do. Two at once wait for each other; an interrupted one is done again by the next.
 * Throws an Error with a message for a person where the Node version or a step fails.
 */
async function prepare({ build: wanted = true } = {}) {
	checkNodeVersion(root, process.versions.node);
	const ready = () => modulesReady() && (!wanted || (buildReady() && panelReady()));
	if (ready()) return;
	await withLock(root, say, async () => {
		if (!modulesReady()) await installModules();
		if (!ready()) await build();
	});
}

/** Ends the process with a message and no stack trace. */
function failPlainly(error) {
	say(error.message);
	process.exit(1);
}

module.exports = { failPlainly, npmCommand, prepare, root };

if (require.main === module) prepare().catch(failPlainly);
