import { z } from 'zod';
import { isUnfilled } from '../../machine/blank-words';
import { controlFree } from '../control-free';

/** Not the other ways in which JavaScript writes numbers, such as `0x1`, which nobody means here. */
const decimal = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

/** Old confs carry numbers and booleans as strings. */
export const number = (schema: z.ZodNumber) =>
	z.preprocess((value) => {
		const text = typeof value === 'string' ? value.trim() : '';
		return decimal.test(text) && Number.isFinite(Number(text)) ? Number(text) : value;
	}, schema);

const yes = new Set(['true', 'yes', 'on', '1', 't', 'y']);
const no = new Set(['false', 'no', 'off', '0', 'f', 'n']);

/** As {@link number}. */
export const boolean = z.preprocess((value) => {
	const text = typeof value === 'string' || typeof value === 'number' ? String(value).trim().toLowerCase() : '';
	return yes.has(text) ? true : no.has(text) ? false : value;
}, z.boolean());

/** A name: one line of text that somebody has filled in. */
export const label = z
	.string()
	.trim()
	.min(1, 'must not be empty')
	.max(250, 'must have at most 250 characters')
	.regex(controlFree, 'must not hold control characters')
	.refine((text) => text.isWellFormed(), 'must not hold half a character')
	.refine((text) => !isUnfilled(text), 'must not hold a place of a template that nobody filled in');
