import { existsSync } from 'node:fs';
import path from 'node:path';
import { installWhole, runBuildStep } from '../../local/install';
import type { LocateOptions } from '../../local/part';
import { ensureEnvironment } from '../../local/python';
import { withFileLock } from '../../machine/file-lock';

/** Nothing but this machine can be reached: whoever asks for more meets a port where nobody listens. */
export const loopbackOnly = {
	HTTP_PROXY: 'http://127.0.0.1:9',
	HTTPS_PROXY: 'http://127.0.0.1:9',
	http_proxy: 'http://127.0.0.1:9',
	https_proxy: 'http://127.0.0.1:9',
	NO_PROXY: '127.0.0.1,localhost',
	no_proxy: '127.0.0.1,localhost',
	DO_NOT_TRACK: '1',
};

/**
 * Installs an npm package with its command, at one version, in the cache, unless it is there.
 * @returns the folder
 * @throws LocalStackError BuildFailed or Interrupted
 */
export function installFromNpm(name: string, version: string, options: LocateOptions): Promise<string> {
	return once(`${name}-${version}`, options, async (folder) => {
		if (existsSync(folder)) return;
		const title = `${name}: npm install`;
		await installWhole(folder, (fresh) => {
			const args = ['install', '--prefix', fresh, '--no-audit', '--no-fund', '--loglevel=error', `${name}@${version}`];
			return runBuildStep({ title, usually: 'a minute', command: 'npm', args, log: `peer-${name}` }, options);
		});
	});
}

/**
 * Installs Python packages, at fixed versions, in an environment of their own in the cache, unless they are there.
 * @param packages the first one names the folder: `name==version`
 * @returns the folder
 * @throws LocalStackError PartMissing, BuildFailed or Interrupted
 */
export function installFromPip(packages: readonly [string, ...string[]], options: LocateOptions): Promise<string> {
	const name = packages[0].replace('==', '-');
	return once(name, options, (folder) =>
		ensureEnvironment(
			folder,
			[...packages],
			{ title: `${name}: pip install`, usually: 'a minute', log: `peer-${name}` },
			options,
		),
	);
}

async function once(name: string, options: LocateOptions, install: (folder: string) => Promise<void>): Promise<string> {
	const folder = path.join(options.cacheDir, 'peers', name);
	const waiting = `Another tip-bench installs ${name}; waiting for that`;
	await withFileLock(path.join(options.cacheDir, 'locks', name), { ...options, waiting }, () => install(folder));
	return folder;
}
