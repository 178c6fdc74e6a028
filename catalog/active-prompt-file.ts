import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { TipBenchError } from '../domain/errors';
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
	try {
		return activePromptsSchema.parse(JSON.parse(await readFile(path, 'utf8')));
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') return noActivePrompt;
		throw new TipBenchError(
			'DataFileInvalid',
			`${path}: is not what says which prompt is active: ${messageOf(error).replace(/\s+/g, ' ').slice(0, 300)}`,
			{ cause: error },
		);
	}
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
