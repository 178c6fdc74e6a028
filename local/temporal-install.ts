import { existsSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { capture, onPath } from '../machine/commands';
import { download } from './download';
import { goInstall } from './go-install';
import { installedAt, installWhole, runBuildStep } from './install';
import { locatePart } from './locate';
import type { Located, LocateOptions, Origin } from './part';
import { architecture, platform } from './platform';

const version = '1.5.1';
const goModule = `github.com/temporalio/cli/cmd/temporal@v${version}`;
const log = 'temporal-install';
const oldestServer = [1, 24];

/** The server's version as the CLI tells it, where the command is Temporal's CLI and new enough. */
async function usable(command: string, origin: Origin, env: NodeJS.ProcessEnv): Promise<Located | undefined> {
	const text = await capture(command, ['--version'], env);
	const server = text?.match(/Server (\d+)\.(\d+)\.\d+/);
	if (!server) return undefined;
	const [major = 0, minor = 0] = [Number(server[1]), Number(server[2])];
	const [oldestMajor = 0, oldestMinor = 0] = oldestServer;
	if (major < oldestMajor || (major === oldestMajor && minor < oldestMinor)) return undefined;
	return { command, args: [], version: server[0].replace('Server ', ''), origin };
}

async function fromPath({ env, say }: LocateOptions): Promise<Located | undefined> {
	for (const command of onPath('temporal', env)) {
		const located = await usable(command, 'path', env);
		if (located) return located;
		say(`Temporal: ${command} is no Temporal CLI with server ${oldestServer.join('.')} or newer; passing over it`);
	}
	return undefined;
}

async function fromDownload(folder: string, options: LocateOptions): Promise<Located | undefined> {
	const url = `https://temporal.download/cli/archive/v${version}?platform=${platform()}&arch=${architecture()}`;
	const archive = path.join(options.cacheDir, 'downloads', `temporal-${version}.tar.gz`);
	await download(url, archive, 'Temporal: downloading the CLI', options);
	await installWhole(folder, async (fresh) => {
		await runBuildStep(
			{
				title: 'Temporal: unpacking',
				usually: 'a few seconds',
				command: 'tar',
				args: ['-xzf', archive, '-C', fresh],
				log,
			},
			options,
		);
	});
	rmSync(archive, { force: true });
	return usable(path.join(folder, 'temporal'), 'download', options.env);
}

async function fromRecipe(folder: string, options: LocateOptions): Promise<Located | undefined> {
	const title = 'Temporal: building the CLI and server with Go';
	await installWhole(folder, async (fresh) => {
		await goInstall({ title, usually: '2 to 4 minutes on 2 idle cores', module: goModule, log }, fresh, options);
		renameSync(path.join(fresh, 'bin', 'temporal'), path.join(fresh, 'temporal'));
	});
	return usable(path.join(folder, 'temporal'), 'recipe', options.env);
}

/**
 * Finds Temporal's CLI, which carries the server: on PATH, in the cache, from the official download, or built with
 * Go. The version is the server's. Throws `PartMissing` with every reason, or `Interrupted`.
 */
export function locateTemporal(options: LocateOptions): Promise<Located> {
	const folder = installedAt(options.cacheDir, `temporal-${version}`);
	const binary = path.join(folder, 'temporal');
	return locatePart('Temporal', options, {
		path: () => fromPath(options),
		cache: async () => (existsSync(binary) ? usable(binary, 'cache', options.env) : undefined),
		download: () => fromDownload(folder, options),
		recipe: () => fromRecipe(folder, options),
		advice: 'Install it as https://docs.temporal.io/cli says, so that `temporal` is on PATH.',
	});
}
