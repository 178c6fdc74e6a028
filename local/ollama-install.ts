import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { messageOf } from '../machine/coded-error';
import { capture, findTool, onPath } from '../machine/commands';
import { isInterruption } from '../machine/errors';
import { homeFolder } from '../machine/home';
import { download } from './download';
import { LocalStackError } from './errors';
import { goInstall } from './go-install';
import { installedAt, installWhole, runBuildStep } from './install';
import { locatePart } from './locate';
import { sparingCompilers } from './ollama-compilers';
import { ensureHeaders } from './ollama-headers';
import type { LocatedPart, LocateOptions, Origin } from './part';
import { architecture, ownVectorSets, platform } from './platform';

const version = '0.24.0';
const releases = `https://github.com/ollama/ollama/releases/download/v${version}`;
const log = 'ollama-install';

async function usable(command: string, origin: Origin, env: NodeJS.ProcessEnv): Promise<LocatedPart | undefined> {
	// It asks a running server first, and would wait for whatever holds that port; on port 1 nobody answers.
	const text = await capture(command, ['--version'], { ...env, HOME: homeFolder(env), OLLAMA_HOST: '127.0.0.1:1' });
	const found = text?.match(/version is (\d+\.\d+\.\S+)/);
	return found?.[1] ? { command, args: [], version: found[1], origin } : undefined;
}

async function fromPath({ env, say }: LocateOptions): Promise<LocatedPart | undefined> {
	for (const command of onPath('ollama', env)) {
		const located = await usable(command, 'path', env);
		if (located) return located;
		say(`Ollama: ${command} does not tell a version; passing over it`);
	}
	return undefined;
}

/** The release's archives for this system, best first: names have changed over time. */
function archives(env: NodeJS.ProcessEnv): string[] {
	if (platform() === 'darwin') return ['ollama-darwin.tgz'];
	const plain = `ollama-linux-${architecture()}.tgz`;
	return findTool('zstd', env) ? [`ollama-linux-${architecture()}.tar.zst`, plain] : [plain];
}

async function fetchArchive(options: LocateOptions): Promise<string> {
	const failures: string[] = [];
	for (const name of archives(options.env)) {
		const file = path.join(options.cacheDir, 'downloads', `${version}-${name}`);
		try {
			await download(`${releases}/${name}`, file, 'Ollama: downloading', options);
			return file;
		} catch (error) {
			if (isInterruption(error)) throw error;
			failures.push(messageOf(error));
			// Only a missing file is worth asking for by its other name.
			if (!messageOf(error).includes('HTTP 404')) break;
		}
	}
	throw new LocalStackError('DownloadFailed', failures.join('; '));
}

function binaryIn(folder: string): string {
	return [path.join(folder, 'bin', 'ollama'), path.join(folder, 'ollama')].find(existsSync) ?? folder;
}

async function fromDownload(folder: string, options: LocateOptions): Promise<LocatedPart | undefined> {
	const archive = await fetchArchive(options);
	const title = 'Ollama: unpacking';
	await installWhole(folder, (fresh) =>
		runBuildStep(
			{ title, usually: 'under a minute', command: 'tar', args: ['-xf', archive, '-C', fresh], log },
			options,
		),
	);
	rmSync(archive, { force: true });
	return usable(binaryIn(folder), 'download', options.env);
}

async function fromRecipe(folder: string, options: LocateOptions): Promise<LocatedPart | undefined> {
	if (!findTool('go', options.env) || !findTool('g++', options.env)) {
		throw new LocalStackError(
			'PartMissing',
			'building it takes Go 1.24 or newer, gcc and g++, and not all of them are here',
		);
	}
	const includes = await ensureHeaders(options);
	const flags = ['-O3', ...ownVectorSets().map((name) => `-m${name}`)].join(' ');
	const command = {
		title: 'Ollama: building with Go',
		usually: '2 to 4 minutes on 2 idle cores',
		module: `github.com/ollama/ollama@v${version}`,
		args: ['-ldflags', `-X github.com/ollama/ollama/version.Version=${version}`],
		env: {
			CGO_ENABLED: '1',
			CGO_CFLAGS: flags,
			CGO_CXXFLAGS: flags,
			// By the compiler's own variable, since the flags above are split at spaces.
			CPATH: includes.join(path.delimiter),
		},
		log,
	};
	await installWhole(folder, async (fresh) => {
		const compilers = path.join(fresh, 'compilers');
		const env = { ...command.env, ...sparingCompilers(compilers, options.env) };
		await goInstall({ ...command, env }, fresh, options);
		rmSync(compilers, { recursive: true });
	});
	return usable(binaryIn(folder), 'recipe', options.env);
}

/**
 * Finds Ollama: on PATH, in the cache, from the official release, or built with Go for this processor.
 * Throws `PartMissing` with every reason, or `Interrupted`.
 */
export function locateOllama(options: LocateOptions): Promise<LocatedPart> {
	const released = installedAt(options.cacheDir, `ollama-${version}`);
	// A build uses what this processor can do, so a cache that several machines share needs one a kind.
	const built = installedAt(options.cacheDir, [`ollama-${version}-built`, ...ownVectorSets()].join('-'));
	return locatePart('Ollama', options, {
		path: () => fromPath(options),
		cache: async () => {
			const folder = [released, built].find(existsSync);
			return folder ? usable(binaryIn(folder), 'cache', options.env) : undefined;
		},
		download: () => fromDownload(released, options),
		recipe: () => fromRecipe(built, options),
		advice: 'Install it as https://ollama.com/download says, or set OLLAMA_HOST to one that runs.',
	});
}
