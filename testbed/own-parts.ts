import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import type { StartOptions } from '../local/part';
import { cacheDir } from '../machine/folders';
import { testStack } from './stack';

/** How a test starts parts of its own, in a new folder below the one of those that all tests share, which goes with it. */
export function ownParts(): StartOptions {
	return {
		stateDir: mkdtempSync(join(testStack().stateDir, 'own-')),
		cacheDir: cacheDir(process.env),
		env: process.env,
		say: () => {},
	};
}

/** The port at the end of `host:port` or of a URL without a path. */
export function portOf(address: string): number {
	return Number(address.slice(address.lastIndexOf(':') + 1));
}
