import { type Browser, chromium } from 'playwright-core';
import { cacheDir } from '../machine/folders';
import { findChromium } from './chromium';

/** Starts a real Chromium with no window. Close it. @param home where it may write */
export async function startBrowser(home: string): Promise<Browser> {
	const say = (line: string) => process.stderr.write(`${line}\n`);
	const { executablePath, libraryPath } = await findChromium({
		cacheDir: cacheDir(process.env),
		env: process.env,
		say,
	});
	return chromium.launch({
		executablePath,
		env: { ...process.env, HOME: home, ...(libraryPath !== undefined && { LD_LIBRARY_PATH: libraryPath }) },
		args: [
			// Its sandbox wants rights that a container, or root, has not. It opens our own files only.
			...['--no-sandbox', '--disable-dev-shm-usage', '--disable-background-networking', '--disable-component-update'],
			...['--disable-sync', '--no-first-run'],
		],
	});
}
