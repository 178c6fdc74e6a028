import { existsSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { installedAt, installWhole, runBuildStep } from '../local/install';
import type { LocateOptions } from '../local/part';
import { findTool, onPath } from '../machine/commands';
import { withFileLock } from '../machine/file-lock';
import { makeFolderSync } from '../machine/make-folder';

/** A Chromium that can be started. */
export interface Chromium {
	readonly executablePath: string;
	/** Where its libraries lie, where the system has not all of them. */
	readonly libraryPath: string | undefined;
}

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const usual = [
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
	'/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** Below the folder of the unpacked Debian packages. */
const program = path.join('usr', 'lib', 'chromium', 'chromium');

/**
 * A real Chromium: from PATH, from the cache, or Debian's own packages unpacked into the cache, with the libraries that
 * this machine lacks. Nothing of the system is changed, and no rights are needed.
 * @throws Error where there is none and no `apt-get` to fetch it; LocalStackError BuildFailed, MachineError Interrupted
 */
export async function findChromium(options: LocateOptions): Promise<Chromium> {
	const own = [...names.flatMap((name) => onPath(name, options.env)), ...usual.filter(existsSync)];
	if (own[0] !== undefined) return { executablePath: own[0], libraryPath: undefined };
	const folder = installedAt(options.cacheDir, 'chromium');
	const waiting = 'Another tip-bench is fetching Chromium; waiting for that';
	await withFileLock(path.join(options.cacheDir, 'locks', 'chromium'), { ...options, waiting }, async () => {
		if (!existsSync(path.join(folder, program))) await installWhole(folder, (fresh) => unpackDebian(fresh, options));
	});
	return { executablePath: path.join(folder, program), libraryPath: librariesIn(folder).join(':') };
}

/** `apt-get` with folders of its own decides what this machine lacks, and fetches it; `dpkg-deb` unpacks it. */
async function unpackDebian(fresh: string, options: LocateOptions): Promise<void> {
	const [apt, dpkg] = ['apt-get', 'dpkg-deb'].map((name) => findTool(name, options.env));
	if (apt === undefined || dpkg === undefined)
		throw new Error('there is no Chromium on PATH, and no apt-get to fetch one; install Chromium or Chrome');
	const work = path.join(fresh, 'apt');
	const [lists, cache] = [path.join(work, 'lists'), path.join(work, 'cache')];
	const archives = path.join(cache, 'archives');
	for (const each of [lists, archives]) makeFolderSync(path.join(each, 'partial'));
	const own = [`Dir::State::Lists=${lists}`, `Dir::Cache=${cache}`, 'Debug::NoLocking=1', 'APT::Sandbox::User=root'];
	const settings = own.flatMap((each) => ['-o', each]);
	const step = { title: 'Chromium: fetching Debian’s package', usually: 'half a minute', log: 'chromium-install' };
	await runBuildStep({ ...step, command: apt, args: [...settings, 'update'] }, options);
	const fetch = ['install', '--yes', '--no-install-recommends', '--download-only', 'chromium'];
	await runBuildStep({ ...step, command: apt, args: [...settings, ...fetch] }, options);
	for (const name of readdirSync(archives).filter((each) => each.endsWith('.deb'))) {
		const unpack = { title: `Chromium: unpacking ${name}`, usually: 'a second', log: 'chromium-unpack' };
		await runBuildStep({ ...unpack, command: dpkg, args: ['-x', path.join(archives, name), fresh] }, options);
	}
	rmSync(work, { recursive: true });
}

/** Debian puts libraries below a folder of the machine's kind; some packages have a folder of their own there. */
function librariesIn(folder: string): string[] {
	const lib = path.join(folder, 'usr', 'lib');
	const ofMachine = readdirSync(lib).filter((name) => name.includes('-linux-'));
	return ofMachine.flatMap((name) => [path.join(lib, name), path.join(lib, name, 'pulseaudio')]);
}
