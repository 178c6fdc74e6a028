import { Option } from 'commander';
import type { z } from 'zod';

/** A key as a flag: `num_ctx` is `--num-ctx`. */
export function flagOf(key: string): string {
	return `--${key.replaceAll('_', '-')}`;
}

/** Whether a key is answered by yes or no. */
export function isYesOrNo(schema: z.ZodType): boolean {
	return typeof usualOf(schema) === 'boolean';
}

/** What a key is where nobody gives it, as help says it; empty where it then is nothing. */
export function usualText(schema: z.ZodType): string {
	const usual = usualOf(schema);
	return usual === undefined ? '' : ` (default: ${String(usual)})`;
}

/** The flag of a key. One of yes or no needs no value on the command line. @param usual as help says it */
export function keyOption(key: string, schema: z.ZodType, usual = usualText(schema)): Option {
	const text = `${schema.description ?? ''}${usual}`;
	if (isYesOrNo(schema)) return new Option(`${flagOf(key)} [value]`, text).preset(true);
	return new Option(`${flagOf(key)} <value>`, text);
}

/** What was given for these keys, by key, unchecked. */
export function givenFor<K extends string>(
	keys: readonly K[],
	options: Readonly<Record<string, unknown>>,
): Partial<Record<K, unknown>> {
	const given = keys.map((key) => [
		key,
		options[key.replace(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase())],
	]);
	return Object.fromEntries(given.filter(([, value]) => value !== undefined));
}

function usualOf(schema: z.ZodType): unknown {
	return schema.safeParse(undefined).data;
}
