import { lstat, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { configFaults } from '../domain/bench/config-faults';
import { TipBenchError } from '../domain/errors';
import { parseMarkedJson } from '../domain/marked-json';
import { type ActivePrompts, activePromptsSchema, noActivePrompt } from '../domain/optimize/active-prompt';
import { messageOf } from '../machine/coded-error';
import type { Env } from '../machine/environment/kinds';
import { withFileLock } from '../machine/file-lock';
import { stateDir } from '../machine/folders';
import { writeWhole } from '../machine/whole-file';

/**
 * The file of the state folder that says which prompt is active, with its evidence. It lies beside the one that says which
 * policy is: containers of workers, commands and the panel share that folder alone.
 */
export function activePromptPath(env: Env): string {
	return join(stateDir(env), 'serving', 'active-prompt.json');
}

/**
 * Which prompt is active, and which were.
 * @throws TipBenchError DataFileInvalid where the file is damaged or of another version
 */
export async function readActivePrompts(env: Env): Promise<ActivePrompts> {
	const path = activePromptPath(env);
	let text: string;
	try {
		text = await readFile(path, 'utf8');
	} catch (error) {
		const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT';
		if (isMissing && !(await isLink(path))) return noActivePrompt;
		throw unreadable(
			path,
			isMissing ? 'is a link to what is not there' : `cannot be read (${messageOf(error)})`,
			error,
		);
	}
	let value: unknown;
	try {
		value = parseMarkedJson(text);
	} catch (error) {
		throw unreadable(path, `is no JSON (${messageOf(error).replace(/\s+/g, ' ')})`, error);
	}
	const parsed = activePromptsSchema.safeParse(value);
	if (parsed.success) return parsed.data;
	const input = typeof value === 'object' ? value : {};
	const faults = configFaults(parsed.error.issues, input, () => 'unknown key');
	throw unreadable(path, faults.slice(0, mostFaults).join('; '), parsed.error);
}

/** Faults of the file that are told. */
const mostFaults = 5;

function isLink(path: string): Promise<boolean> {
	return lstat(path).then(
		(found) => found.isSymbolicLink(),
		() => false,
	);
}

function unreadable(path: string, fault: string, cause: unknown): TipBenchError {
	const remedy = 'Correct it, or move it away: then no prompt is active';
	return new TipBenchError('DataFileInvalid', `${path}, which says which prompt is active: ${fault}. ${remedy}`, {
		cause,
	});
}

/**
 * Changes which prompt is active, one process at a time; a reader sees the old file or the whole new one.
 * @param change gives what is to stand there, or the same where nothing is to be changed
 * @throws TipBenchError DataFileInvalid, MachineError FileUnwritable
 */
export async function changeActivePrompts(
	env: Env,
	change: (prompts: ActivePrompts) => ActivePrompts,
	say: (line: string) => void,
): Promise<void> {
	const path = activePromptPath(env);
	await withFileLock(path, { waiting: `${path} is being changed by another process …`, say }, async () => {
		const before = await readActivePrompts(env);
		const after = change(before);
		if (after !== before) await writeWhole(path, `${JSON.stringify(after, null, '\t')}\n`);
	});
}
