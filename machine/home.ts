import { lstatSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import path from 'node:path';
import { MachineError } from './errors';
import { makeFolderSync } from './make-folder';

type Env = Readonly<Record<string, string | undefined>>;

/**
 * This user's home folder: `$HOME` where that is a whole path, else what the system has for this user. A user whom the
 * system does not know, as in a container that runs under any number, has a folder of its own among the temporary ones.
 * @throws MachineError FileUnwritable where that belongs to somebody else
 */
export function homeFolder(env: Env): string {
	if (isHome(env.HOME)) return env.HOME;
	try {
		const { homedir } = userInfo();
		if (isHome(homedir)) return homedir;
	} catch {
		// The system has no entry for this number.
	}
	return temporaryHome();
}

/** A container engine says `/` of a user whom the image does not know. */
function isHome(folder: string | undefined): folder is string {
	return folder !== undefined && path.isAbsolute(folder) && (folder !== '/' || process.getuid?.() === 0);
}

/** A name for this user in places that all users share: its number, which it has even where the system knows no more. */
export function userNumber(): string {
	return String(process.getuid?.() ?? 'user');
}

/**
 * A path as a shell would have read it: `~` and what begins with `~/` is the home folder.
 * @throws MachineError EnvironmentInvalid for another user's home, which only a shell can find
 */
export function expandHome(written: string, env: Env): string {
	if (written === '~') return homeFolder(env);
	if (/^~[/\\]/.test(written)) return path.join(homeFolder(env), written.slice(2));
	if (!/^~\w[\w.-]*([/\\]|$)/.test(written)) return written;
	const message = `${written} names another user's home, which only a shell can find; write the whole path`;
	throw new MachineError('EnvironmentInvalid', message);
}

function temporaryHome(): string {
	const folder = path.join(tmpdir(), `tip-bench-home-${userNumber()}`);
	makeFolderSync(folder, 0o700);
	const found = lstatSync(folder);
	const mine = process.getuid === undefined || found.uid === process.getuid();
	if (found.isDirectory() && mine) return folder;
	const message = `${folder} belongs to somebody else, and this user has no home folder; set HOME`;
	throw new MachineError('FileUnwritable', message);
}
