import { execFile } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import path from 'node:path';
import { homeFolder } from './home';

// Where tools are put that a bare PATH, such as a service's, does not name.
const usualFolders = ['/usr/local/go/bin', '/usr/lib/go/bin', '/usr/local/bin', '/opt/homebrew/bin', '/usr/bin'];

function isExecutable(file: string): boolean {
	try {
		accessSync(file, constants.X_OK);
		return statSync(file).isFile();
	} catch {
		return false;
	}
}

/** Every executable of that name on the environment's PATH, first hit first. */
export function onPath(name: string, env: NodeJS.ProcessEnv): string[] {
	const folders = (env.PATH ?? '').split(path.delimiter).filter((folder) => path.isAbsolute(folder));
	return folders.map((folder) => path.join(folder, name)).filter(isExecutable);
}

/** A build tool: on PATH, else where such tools are usually put. */
export function findTool(name: string, env: NodeJS.ProcessEnv): string | undefined {
	const elsewhere = [...usualFolders, path.join(homeFolder(env), 'go', 'bin')].map((folder) => path.join(folder, name));
	return [...onPath(name, env), ...elsewhere.filter(isExecutable)][0];
}

/** What a short command prints (both streams), or undefined where it fails or takes over `timeoutMs`. */
export function capture(
	command: string,
	args: string[],
	env: NodeJS.ProcessEnv,
	timeoutMs = 20_000,
): Promise<string | undefined> {
	return new Promise((resolve) => {
		execFile(command, args, { env, timeout: timeoutMs, killSignal: 'SIGKILL' }, (error, stdout, stderr) => {
			resolve(error ? undefined : `${stdout}\n${stderr}`.trim());
		});
	});
}
