import { readActivePrompts } from '../catalog/active-prompt-file';
import type { Catalog } from '../catalog/catalog';
import { TipBenchError } from '../domain/errors';
import { activeWord, type PromotedPrompt } from '../domain/optimize/active-prompt';
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
	const { prompt, at, evidence } = active;
	const fault = await textFault(catalog, active);
	if (fault !== null)
		throw new TipBenchError(
			'PromptChanged',
			`${activeWord} is ${prompt}, and ${fault}: put the file back, name a version, or go back to the one before (\`./tip-bench prompt rollback\`)`,
		);
	return {
		prompt,
		note: `prompts: ${activeWord} is ${prompt}, since ${at}: it has beaten ${evidence.baseline} on ${evidence.model} in ${evidence.experiment}`,
	};
}

/**
 * Why a version that was promoted cannot be used as it is: its file is not what has won. `null` where it is.
 * @throws TipBenchError DataFileInvalid
 */
export async function textFault(catalog: Catalog, { prompt, hash, at }: PromotedPrompt): Promise<string | null> {
	if (!(await catalog.promptNames()).includes(prompt)) return `prompts/ holds no ${prompt} any more`;
	return (await catalog.prompt(prompt)).hash === hash ? null : `its file has changed since it won at ${at}`;
}
