import { existsSync } from 'node:fs';
import path from 'node:path';
import { LocalStackError } from '../../local/errors';
import { installedAt, installWhole, runBuildStep } from '../../local/install';
import type { LocateOptions } from '../../local/part';
import { capture } from '../../machine/commands';
import { projectRoot } from '../../machine/folders';
import type { Setting } from './server';

/** How the long steps of an installation are run for this. */
export function installing({ folder, say, signal }: Setting): LocateOptions {
	return { cacheDir: folder, env: process.env, say, signal };
}

/**
 * A small Debian of a suite with some packages, made once.
 * @returns its folder
 * @throws LocalStackError
 */
export async function makeRoot(suite: string, packages: readonly string[], setting: Setting): Promise<string> {
	const root = installedAt(setting.folder, `debian-${suite}`);
	if (existsSync(root)) return root;
	const script = path.join(projectRoot(), 'test', 'compose', 'make-root.sh');
	const mirror = await ownMirror();
	await installWhole(root, (fresh) =>
		runBuildStep(
			{
				title: `Debian ${suite}: installing ${packages.length} packages`,
				usually: 'a minute',
				command: 'unshare',
				args: ['--mount', 'sh', script, fresh, suite, mirror, ...packages],
				log: `debian-${suite}`,
			},
			installing(setting),
		),
	);
	return root;
}

/** Where this machine gets its own packages from. */
async function ownMirror(): Promise<string> {
	const targets = await capture('apt-get', ['indextargets', '--format', '$(REPO_URI)'], process.env);
	const mirrors = (targets ?? '').split('\n').filter((line) => /^https?:/.test(line) && !line.includes('security'));
	const [mirror] = mirrors.sort();
	if (mirror === undefined) {
		throw new LocalStackError('PartMissing', 'apt-get knows no mirror of Debian; run apt-get update first');
	}
	return mirror;
}
