import { readFileSync } from 'node:fs';
import path from 'node:path';
import { loadClientConfigFromToml } from '@temporalio/envconfig';
import { z } from 'zod';
import { messageOf } from '../coded-error';
import type { Env } from '../environment/kinds';
import { readVariable } from '../environment/read';
import { MachineError } from '../errors';
import { homeFolder } from '../home';

/** The profiles of Temporal's clients on this machine. */
export interface Profiles {
	/** The file that holds them, or would. */
	readonly file: string;
	/** Its text; `null` where no profile is in it, or there is no file. */
	readonly text: string | null;
	readonly names: readonly string[];
}

const profilesSchema = z.record(
	z.string(),
	z.looseObject({
		address: z.string().optional(),
		namespace: z.string().optional(),
		apiKey: z.string().optional(),
		grpcMeta: z.record(z.string(), z.string()).optional(),
	}),
);

/**
 * Reads the file that `temporal config` writes: `$TEMPORAL_CONFIG_FILE`, which has to be there, else the one at the usual
 * place, which need not.
 * @throws MachineError EnvironmentInvalid that names the file, and never quotes what it holds
 */
export function readProfiles(env: Env): Profiles {
	const named = readVariable(env, 'TEMPORAL_CONFIG_FILE');
	const file = named ?? usualFile(env);
	const text = textOf(file);
	if (text === null && named !== undefined) throw invalid(`TEMPORAL_CONFIG_FILE: ${file}`, 'there is no such file');
	const parsed = profilesSchema.safeParse(text === null ? {} : profilesIn(file, text));
	if (!parsed.success) throw invalid(file, z.prettifyError(parsed.error).replace(/\s+/g, ' '));
	const names = Object.keys(parsed.data);
	return { file, text: names.length === 0 ? null : text, names };
}

function textOf(file: string): string | null {
	try {
		return readFileSync(file, 'utf8');
	} catch (error) {
		if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return null;
		throw invalid(file, `cannot be read: ${messageOf(error)}`);
	}
}

function profilesIn(file: string, text: string): unknown {
	try {
		return loadClientConfigFromToml(new TextEncoder().encode(text), { strict: false }).profiles;
	} catch (error) {
		// Temporal's package does not expect a file without profiles.
		if (error instanceof TypeError) return {};
		const { line, column, message } = error as Error & { line?: number; column?: number };
		const place = line === undefined ? '' : `line ${line}, column ${column}: `;
		// Further lines quote the file, which may hold a key.
		throw invalid(file, `${place}${message.split('\n')[0]}`);
	}
}

/** As Go's `os.UserConfigDir` has it, which the `temporal` command asks. */
function usualFile(env: Env): string {
	const folder = {
		win32: () => env.APPDATA ?? homeFolder(env),
		darwin: () => path.join(homeFolder(env), 'Library', 'Application Support'),
		linux: () => readVariable(env, 'XDG_CONFIG_HOME') ?? path.join(homeFolder(env), '.config'),
	}[process.platform === 'win32' || process.platform === 'darwin' ? process.platform : 'linux']();
	return path.join(folder, 'temporalio', 'temporal.toml');
}

function invalid(file: string, why: string): MachineError {
	return new MachineError('EnvironmentInvalid', `${file}: ${why}`);
}
