import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { projectRoot } from '../machine/folders';

/** The script changes owners, so it needs root, as it has it in its container. */
const asRoot = process.getuid?.() === 0 ? test : test.skip;

let folder: string;
const at = (...names: string[]) => path.join(folder, ...names);

beforeEach(() => {
	// As root's own, nobody else could pass through.
	folder = mkdtempSync(path.join(tmpdir(), 'tip-bench-folders-'));
	chmodSync(folder, 0o755);
	for (const name of [
		'volumes',
		'volumes/worker-state',
		'rubrics',
		'prompts',
		'scenarios',
		'auto-judges',
		'personas',
		'exports',
	])
		mkdirSync(at(name));
	for (const name of [
		'volumes/worker-state/kept',
		'rubrics/a',
		'prompts/b',
		'scenarios/c',
		'auto-judges/d',
		'personas/e',
	])
		writeFileSync(at(name), 'x');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A checkout made under umask 077 by some user. */
function checkoutOf(uid: number): void {
	for (const name of [
		'rubrics',
		'prompts',
		'scenarios',
		'auto-judges',
		'personas',
		'exports',
		'rubrics/a',
		'prompts/b',
		'scenarios/c',
		'auto-judges/d',
		'personas/e',
	]) {
		chmodSync(at(name), name.includes('/') ? 0o600 : 0o700);
		chownSync(at(name), uid, uid);
	}
}

function handOver(user: string) {
	const script = path.join(projectRoot(), 'deploy', 'worker-folders.js');
	const args = [script, at('volumes'), folder, at('exports')];
	const env = { PATH: process.env.PATH, TIP_BENCH_USER: user };
	const { status, stderr } = spawnSync(process.execPath, args, { env, encoding: 'utf8' });
	return { status, stderr };
}

asRoot.each([1234, 0])('the owner of a checkout that nobody else may read gets the volumes: %d', (uid) => {
	checkoutOf(uid);
	expect(handOver(`${uid}:${uid}`)).toEqual({ status: 0, stderr: '' });
	for (const name of ['volumes', 'volumes/worker-state', 'volumes/worker-state/kept']) {
		expect(statSync(at(name))).toMatchObject({ uid, gid: uid });
	}
});

asRoot.each(['1000:1000', '0:0'])('another user, %s, is told who the owner is', (user) => {
	checkoutOf(1234);
	const { status, stderr } = handOver(user);
	expect(status).toBe(1);
	expect(stderr).toContain(`The workers run as user ${user}, who cannot read ${at('rubrics')}`);
	expect(stderr).toContain('Set TIP_BENCH_USER=1234:1234 in .env, or hand it over');
});

asRoot('one file that cannot be read is found, and so is a folder that cannot be written', () => {
	chmodSync(at('scenarios', 'c'), 0o600);
	expect(handOver('1000:1000').stderr).toContain(
		`cannot read ${at('scenarios', 'c')}; the folder scenarios belongs to 0:0`,
	);
	chmodSync(at('scenarios', 'c'), 0o644);
	expect(handOver('1000:1000').stderr).toContain(`cannot write ${at('exports')}; the folder exports belongs to 0:0`);
	chownSync(at('exports'), 1000, 1000);
	expect(handOver('1000').status).toBe(0);
});

test.each(['', 'alice', '1000:', '-1:0', '1000:1000 '])("'%s' is no user", (user) => {
	const { status, stderr } = handOver(user);
	expect(status).toBe(1);
	expect(stderr).toContain('it takes the two numbers of `id -u` and `id -g`');
});
