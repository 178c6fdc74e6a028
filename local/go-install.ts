import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { capture, findTool } from '../machine/commands';
import { userNumber } from '../machine/home';
import { makeFolder } from '../machine/make-folder';
import { LocalStackError } from './errors';
import { runBuildStep } from './install';
import type { LocateOptions } from './part';

/** A command to be built from its published module. */
export interface GoCommand {
	/** What a person is told, such as "Temporal: building the server". */
	title: string;
	usually: string;
	/** The command's package with its version. */
	module: string;
	/** Arguments before the package. */
	args?: string[];
	env?: Record<string, string>;
	log: string;
}

/**
 * Builds a command into the `bin` folder of `fresh`. Go leaves its temporary folder behind when it is ended, so it
 * gets one that the next try, which has the part's lock too, clears away.
 * Throws `PartMissing` without Go, `BuildFailed` or `Interrupted`.
 */
export async function goInstall(command: GoCommand, fresh: string, options: LocateOptions): Promise<void> {
	const go = findTool('go', options.env);
	if (!go) {
		throw new LocalStackError(
			'PartMissing',
			'there is no Go to build it with; install Go 1.24 or newer (https://go.dev/dl)',
		);
	}
	const name = createHash('sha256').update(`${options.cacheDir} ${command.module}`).digest('hex').slice(0, 12);
	const temporary = path.join(tmpdir(), `tip-bench-go-${userNumber()}-${name}`);
	rmSync(temporary, { recursive: true, force: true });
	await makeFolder(temporary, 0o700);
	const { title, usually, log } = command;
	const args = ['install', '-trimpath', ...(command.args ?? []), command.module];
	const env = { ...command.env, GOBIN: path.join(fresh, 'bin'), GOTMPDIR: temporary };
	try {
		await runBuildStep({ title, usually, log, command: go, args, env }, options);
	} finally {
		rmSync(temporary, { recursive: true, force: true });
	}
}

/**
 * Where Go keeps the files of a published module, after fetching it.
 * Throws `DownloadFailed` with Go's words.
 */
export async function goModuleFolder(module: string, env: NodeJS.ProcessEnv): Promise<string> {
	const go = findTool('go', env) ?? 'go';
	const said = (await capture(go, ['mod', 'download', '-json', module], env, 120_000)) ?? '';
	// What Go tells of its downloads stands beside it.
	const described = said.slice(said.indexOf('{'), said.lastIndexOf('}') + 1) || '{}';
	const { Dir: folder } = JSON.parse(described) as { Dir?: string };
	if (folder === undefined) throw new LocalStackError('DownloadFailed', `go mod download ${module}: ${said}`);
	return folder;
}
