import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StartOptions } from '../../local/part';
import { cacheDir } from '../../local/paths';

/** How a test starts parts of its own, in a new folder, beside those that all tests share. */
export function ownParts(): StartOptions {
	return {
		stateDir: mkdtempSync(join(tmpdir(), 'tip-bench-own-')),
		cacheDir: cacheDir(process.env),
		env: process.env,
		say: () => {},
	};
}

/** The port at the end of `host:port` or of a URL without a path. */
export function portOf(address: string): number {
	return Number(address.slice(address.lastIndexOf(':') + 1));
}
