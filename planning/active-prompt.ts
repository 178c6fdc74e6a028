import { readActivePrompts } from '../catalog/active-prompt-file';
import type { Catalog } from '../catalog/catalog';
import { TipBenchError } from '../domain/errors';
import { activeWord } from '../domain/optimize/active-prompt';
import type { Env } from '../machine/environment/kinds';

/** Where prompt versions are, and which is active. */
export interface PromptSources {
	readonly catalog: Catalog;
	/** Says where the state folder is. */
	readonly env: Env;
}

/** Prompt versions by their own names. */
interface NamedPrompts {
	readonly names: string[];
	/** Which one `active` is. */
	readonly notes: readonly string[];
}

/**
 * Puts the name of the active prompt version in the place of `active`, each name once.
 * @throws TipBenchError UnknownName where none is active, PromptChanged where its text is another by now, DataFileInvalid
 */
export async function withActivePrompt(sources: PromptSources, names: readonly string[]): Promise<NamedPrompts> {
	if (!names.includes(activeWord)) return { names: [...names], notes: [] };
	const { prompt, note } = await activePrompt(sources);
	return { names: [...new Set(names.map((name) => (name === activeWord ? prompt : name)))], notes: [note] };
}

async function activePrompt({
	catalog,
	env,
}: PromptSources): Promise<{ readonly prompt: string; readonly note: string }> {
	const { active } = await readActivePrompts(env);
	if ((await catalog.promptNames()).includes(activeWord))
		throw new TipBenchError(
			'DataFileInvalid',
			`prompts/${activeWord}.md: ${activeWord} means the prompt version that was promoted; give the file another name`,
		);
	if (active === null)
		throw new TipBenchError(
			'UnknownName',
			`no prompt is ${activeWord} yet: promote one with \`./tip-bench optimize run\`, or name a version`,
		);
	const { prompt, hash, at, evidence } = active;
	if ((await catalog.prompt(prompt)).hash !== hash)
		throw new TipBenchError(
			'PromptChanged',
			`${activeWord} is ${prompt}, and its file has changed since it won at ${at}: put the file back, or name a version`,
		);
	return {
		prompt,
		note: `prompts: ${activeWord} is ${prompt}, since ${at}: it has beaten ${evidence.baseline} in ${evidence.experiment}`,
	};
}
