import { existsSync, lstatSync, mkdirSync, readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { LocalStackError } from '../../local/errors';
import { withFileLock } from '../../machine/file-lock';
import type { Setting } from './server';

type Watcher = Pick<Setting, 'say' | 'signal'>;

/** Says that a folder is ours, to be removed whole. */
const mark = '.tip-bench-compose';
const neededGigabytes = 12;

/** Makes the folder of a run and works in it, alone. @throws LocalStackError where it is somebody else's, or the disk is full */
export async function inFolder<T>(folder: string, watcher: Watcher, work: () => Promise<T>): Promise<T> {
	const isNew = !existsSync(folder);
	if (isNew) mkdirSync(folder, { mode: 0o755 });
	// The usual folder has a name that anybody could have taken.
	if (lstatSync(folder).uid !== process.getuid?.() || !lstatSync(folder).isDirectory()) {
		throw refused(`${folder} is no folder of yours; name another one by --folder`);
	}
	if (!isNew && !existsSync(path.join(folder, mark))) {
		throw refused(
			`${folder} was not made by this command, which would overwrite what is in it; name another one by --folder`,
		);
	}
	writeFileSync(
		path.join(folder, mark),
		'Made by `npm run compose`; `npm run compose -- --remove` removes all of it.\n',
	);
	const { bavail, bsize } = statfsSync(folder);
	const gigabytes = (bavail * bsize) / 1e9;
	if (gigabytes < neededGigabytes && !existsSync(path.join(folder, 'parts'))) {
		throw refused(
			`${folder} has ${gigabytes.toFixed(0)} GB free, and it takes ${neededGigabytes}; name another one by --folder`,
		);
	}
	const waiting = `another \`npm run compose\` works in ${folder}; waiting for that`;
	return withFileLock(path.join(folder, 'run'), { waiting, ...watcher }, work);
}

/** Removes the folder of earlier runs, when none works in it, and nothing else. */
export async function removeFolder(folder: string, watcher: Watcher): Promise<void> {
	if (!existsSync(path.join(folder, mark))) {
		throw refused(`${folder} was not made by this command (it has no ${mark}); nothing was removed`);
	}
	await inFolder(folder, watcher, async () => {
		const mounts = readFileSync('/proc/self/mountinfo', 'utf8').split('\n');
		const mounted = mounts.map((line) => line.split(' ')[4] ?? '').filter((place) => place.startsWith(`${folder}/`));
		if (mounted.length > 0) throw refused(`${mounted.join(', ')} is mounted; nothing was removed`);
		watcher.say(`removing ${folder} …`);
		rmSync(folder, { recursive: true, force: true });
	});
	watcher.say(`removed ${folder}`);
}

function refused(message: string): LocalStackError {
	return new LocalStackError('PartFailed', message);
}
