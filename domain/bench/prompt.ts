import { z } from 'zod';
import { hashOf } from '../hash';
import type { ScenarioContent } from './scenario';

/** What the front matter of a prompt file may set. */
export const promptFrontMatterSchema = z.strictObject({
	/** Generation ends where one of these appears; it is not part of the output. */
	stop: z.array(z.string().min(1)).max(8).default([]),
	/** For readers only. */
	about: z.string().optional(),
});

/** A named template. */
export interface Prompt {
	/** Its version, the file's name without ending: `v2-mentor`. */
	readonly name: string;
	readonly template: string;
	readonly stop: readonly string[];
	/** SHA-256 over the canonical JSON of template and stop sequences. */
	readonly hash: string;
}

/** A prompt version from its parts. */
export function promptOf(name: string, template: string, stop: readonly string[]): Prompt {
	return { name, template, stop, hash: hashOf({ template, stop }) };
}

/** The places of a template that {@link renderPrompt} fills. */
export const promptPlaces = ['persona', 'time_slot', 'tasks', 'n_tips'] as const;

/** The names between double braces in a template that nothing would fill. */
export function unknownPlaces(template: string): string[] {
	const named = [...template.matchAll(/\{\{([^{}]*)\}\}/g)].map((match) => (match[1] ?? '').trim());
	return [...new Set(named.filter((name) => !(promptPlaces as readonly string[]).includes(name)))];
}

/**
 * The text sent to the model. Tasks become a list of lines that start with `- `. One pass, so that braces in a
 * scenario's own text are never filled in again.
 * @param nTips candidates asked for, 1–50
 */
export function renderPrompt(prompt: Pick<Prompt, 'template'>, scenario: ScenarioContent, nTips: number): string {
	const values: Record<(typeof promptPlaces)[number], string> = {
		persona: scenario.persona,
		time_slot: scenario.time_slot,
		tasks: scenario.tasks.map((task) => `- ${task}`).join('\n'),
		n_tips: String(nTips),
	};
	return prompt.template.replace(
		/\{\{\s*(persona|time_slot|tasks|n_tips)\s*\}\}/g,
		(_match, place: keyof typeof values) => values[place],
	);
}

/**
 * Prompt versions with one text are one, the first: their cells would be the very same.
 * @returns those that stay, in order, and a note on each of the others
 */
export function distinctPrompts<T extends Pick<Prompt, 'name' | 'hash'>>(
	prompts: readonly T[],
): { readonly prompts: T[]; readonly notes: string[] } {
	const firsts = new Map<string, T>();
	const notes: string[] = [];
	for (const prompt of prompts) {
		const first = firsts.get(prompt.hash);
		if (first === undefined) firsts.set(prompt.hash, prompt);
		else notes.push(`prompt version \`${prompt.name}\` has the same text as \`${first.name}\`.`);
	}
	return { prompts: [...firsts.values()], notes };
}
