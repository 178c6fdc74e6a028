import { z } from 'zod';
import { TipBenchError } from '../errors';
import { hashOf } from '../hash';
import { type Fields, fieldText } from './scenario';

/** A text that no answer holds is a stop sequence that never stops: what was meant is lost in how YAML reads quotes. */
const stopSchema = z
	.string()
	.min(1, 'must not be empty')
	.refine(
		(text) => !/\\[nrt]/.test(text),
		'has a backslash of its own; `\\n` is a line break between double quotes only',
	)
	.refine(
		(text) => !/^[“„‘«].*[”“’»]$/s.test(text),
		'has typographic quotes of its own; write straight ones around it',
	);

/** What the front matter of a prompt file may set. */
export const promptFrontMatterSchema = z.strictObject({
	/** Generation ends where one of these appears; it is not part of the output. */
	stop: z.array(stopSchema).max(8).default([]),
	/** For readers only. */
	about: z.string().optional(),
});

/** A named template. */
export interface Prompt {
	/** Its version, the file's name without ending: `v2-mentor`. */
	readonly name: string;
	readonly template: string;
	/** The line of its file that the template begins in, from 1: how messages name a place. */
	readonly firstLine: number;
	readonly stop: readonly string[];
	/** SHA-256 over the canonical JSON of template and stop sequences. */
	readonly hash: string;
}

/** A prompt version from its parts. */
export function promptOf(name: string, template: string, stop: readonly string[], firstLine = 1): Prompt {
	return { name, template, firstLine, stop, hash: hashOf({ template, stop }) };
}

/** The place of every template that the config fills; all others are fields of the scenario. */
export const countPlace = 'n_tips';

/** A place of a template: a name between double braces. Single braces, as in JSON, are none. */
export const placePattern = /\{\{([^{}]*)\}\}/g;

/**
 * The text sent to the model. A field that is a list becomes lines that start with `- `. One pass, so that braces in a
 * scenario's own text are never filled in again.
 * @param nTips candidates asked for, 1–50
 * @throws TipBenchError DataFileInvalid where the scenario lacks a field: planning has refused that
 */
export function renderPrompt(prompt: Pick<Prompt, 'template'>, fields: Fields, nTips: number): string {
	return prompt.template.replace(placePattern, (_match, inside: string) => {
		const place = inside.trim();
		if (place === countPlace) return String(nTips);
		const value = Object.hasOwn(fields, place) ? fields[place] : undefined;
		if (value === undefined) throw new TipBenchError('DataFileInvalid', `nothing fills {{${place}}} of the prompt`);
		return fieldText(value);
	});
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
