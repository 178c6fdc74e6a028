import { copyFileSync, existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { findTool } from '../machine/commands';
import { makeFolder } from '../machine/make-folder';
import { LocalStackError } from './errors';
import { goModuleFolder } from './go-install';
import { installedAt, installWhole, runBuildStep } from './install';
import type { LocateOptions } from './part';

// Go's module archives carry no `vendor` folders, so three headers of Ollama's engine come from elsewhere.
const systemFolders = ['/usr/include', '/usr/local/include', '/opt/homebrew/include'];
const miniaudio = 'github.com/gen2brain/malgo@v0.11.24';
const log = 'ollama-headers';

function hasHeaders(folder: string): boolean {
	return existsSync(path.join(folder, 'nlohmann', 'json.hpp')) && existsSync(path.join(folder, 'stb', 'stb_image.h'));
}

/** Fetches and unpacks two Debian packages without root: with package lists of our own, and nothing installed. */
async function unpackDebianPackages(into: string, options: LocateOptions): Promise<void> {
	const [apt, dpkg] = [findTool('apt-get', options.env), findTool('dpkg', options.env)];
	if (!apt || !dpkg) {
		throw new LocalStackError(
			'PartMissing',
			'building it takes the headers nlohmann/json.hpp and stb/stb_image.h; install the packages that hold them (Debian: nlohmann-json3-dev, libstb-dev; Fedora: json-devel, stb-devel)',
		);
	}
	for (const folder of ['lists/partial', 'cache/archives/partial', 'debs', 'root']) {
		await makeFolder(path.join(into, folder));
	}
	const own = [
		['Dir::State::Lists', path.join(into, 'lists')],
		['Dir::Cache', path.join(into, 'cache')],
		['APT::Sandbox::User', ''],
		['Acquire::http::Timeout', '20'],
		['Acquire::https::Timeout', '20'],
	].flatMap(([name, value]) => ['-o', `${name}=${value}`]);
	const debs = path.join(into, 'debs');
	const step = { usually: '10 seconds', log, command: apt, cwd: debs };
	await runBuildStep({ ...step, title: 'Ollama: reading package lists', args: [...own, '-q', 'update'] }, options);
	const packages = ['nlohmann-json3-dev', 'libstb-dev'];
	const fetch = [...own, '-q', 'download', ...packages];
	await runBuildStep({ ...step, title: 'Ollama: fetching two header packages', args: fetch }, options);
	for (const name of readdirSync(debs)) {
		const args = ['-x', path.join(debs, name), path.join(into, 'root')];
		const title = `Ollama: unpacking ${name.split('_')[0]}`;
		await runBuildStep({ title, usually: 'a second', log, command: dpkg, args }, options);
	}
}

/** Copies miniaudio.h from a Go package that carries it. */
async function copyMiniaudio(into: string, options: LocateOptions): Promise<void> {
	options.say('Ollama: fetching miniaudio.h … (usually 2 seconds)');
	const from = await goModuleFolder(miniaudio, options.env);
	await makeFolder(path.join(into, 'miniaudio'));
	copyFileSync(path.join(from, 'miniaudio.h'), path.join(into, 'miniaudio', 'miniaudio.h'));
}

/**
 * The include folders that building Ollama needs, fetched into the cache where the system lacks them.
 * To be called under Ollama's lock. Throws `PartMissing`, `BuildFailed` or `Interrupted`.
 */
export async function ensureHeaders(options: LocateOptions): Promise<string[]> {
	const folder = installedAt(options.cacheDir, 'ollama-build-headers');
	if (!existsSync(folder)) {
		await installWhole(folder, async (fresh) => {
			if (!systemFolders.some(hasHeaders)) await unpackDebianPackages(fresh, options);
			await copyMiniaudio(fresh, options);
		});
	}
	const fetched = path.join(folder, 'root', 'usr', 'include');
	const base = [...systemFolders, fetched].find(hasHeaders) ?? fetched;
	// A system folder must not be named again: that would change the order in which the compiler looks.
	const own = base === '/usr/include' ? [] : [base];
	return [...own, path.join(base, 'stb'), folder];
}
