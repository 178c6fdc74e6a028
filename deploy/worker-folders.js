'use strict';
// Hands the workers' volumes to the user that they run as, and looks whether that user can read the checkout's data and
// write its exports: `worker-folders.js VOLUMES DATA EXPORTS`, as root. Ends with 0, or with 1 and what to do.

const { spawnSync } = require('node:child_process');
const { accessSync, constants, lchownSync, lstatSync, readdirSync } = require('node:fs');
const path = require('node:path');

const { R_OK, W_OK, X_OK } = constants;
const [volumes, data, exportsFolder, mode = 'hand-over'] = process.argv.slice(2);
const user = process.env.TIP_BENCH_USER ?? '';

function fail(message) {
	process.stderr.write(`${message}\n`);
	process.exit(1);
}

/** A file, or a folder and all that is in it. */
function* walk(file) {
	yield file;
	if (!lstatSync(file).isDirectory()) return;
	for (const name of readdirSync(file)) yield* walk(path.join(file, name));
}

function handOver(uid, gid) {
	for (const file of walk(volumes)) {
		const owner = lstatSync(file);
		if (owner.uid === uid && owner.gid === gid) continue;
		try {
			lchownSync(file, uid, gid);
		} catch (error) {
			fail(`The workers' volumes cannot be handed to TIP_BENCH_USER=${user}: ${error.message}`);
		}
	}
}

/** As the workers run: as that user, and with no capability, so that root is nobody special either. */
function lookAs(uid, gid) {
	const asUser = [`--reuid=${uid}`, `--regid=${gid}`, '--clear-groups', '--inh-caps=-all', '--bounding-set=-all'];
	const command = [process.execPath, __filename, volumes, data, exportsFolder, 'look'];
	const { status, error } = spawnSync('setpriv', [...asUser, ...command], { stdio: 'inherit' });
	if (error !== undefined) fail(`setpriv could not be run: ${error.message}`);
	process.exit(status ?? 1);
}

function look() {
	for (const name of ['rubrics', 'prompts', 'scenarios', 'auto-judges', 'personas']) {
		const folder = path.join(data, name);
		use(folder, 'read', () => {
			for (const file of walk(folder)) accessSync(file, R_OK);
		});
	}
	use(exportsFolder, 'write', () => accessSync(exportsFolder, W_OK | X_OK));
}

function use(folder, verb, attempt) {
	try {
		attempt();
	} catch (error) {
		const { uid, gid } = lstatSync(folder);
		const name = path.basename(folder);
		const owner = `${uid}:${gid}`;
		fail(
			[
				`The workers run as user ${user}, who cannot ${verb} ${error.path}; the folder ${name} belongs to ${owner}.`,
				`Set TIP_BENCH_USER=${owner} in .env, or hand it over: sudo chown -R ${user} ${name}`,
			].join('\n'),
		);
	}
}

function main() {
	if (mode === 'look') return look();
	const [, uid, gid = '0'] = /^(\d+)(?::(\d+))?$/.exec(user) ?? [];
	if (uid === undefined) {
		fail(
			`TIP_BENCH_USER in .env is '${user}'; it takes the two numbers of \`id -u\` and \`id -g\`, such as 1000:1000.`,
		);
	}
	handOver(Number(uid), Number(gid));
	return lookAs(uid, gid);
}

main();
