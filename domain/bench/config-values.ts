import { utf8ToBytes } from '@noble/hashes/utils';
import { z } from 'zod';
import { isUnfilled } from '../../machine/blank-words';
import { controlFree } from '../control-free';
import { isBlank, readList } from './config-input';

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

/** `a,b` or `["a", "b"]`, and as old confs write them; what stands twice counts once. */
export const labels = z.preprocess(
	(value) => {
		const parts = readList(value);
		if (!Array.isArray(parts)) return parts;
		const trimmed = parts.map((part: unknown) => (typeof part === 'string' ? part.trim() : part));
		return [...new Set(trimmed.filter((part) => !isBlank(part)))];
	},
	z.array(label).min(1, 'must name at least one'),
);

/**
 * Temporal takes ids of 1,000 bytes, and a block's is `collect/EXPERIMENT/DIGEST`. A longer one would fail its tasks for
 * ever. MLflow takes 250 characters.
 */
const mostBytes = 900;

/** A name of an experiment in MLflow, from which workflow ids are made. */
export const experimentName = label.refine(fitsWorkflowId, `must have at most ${mostBytes} bytes`);

function fitsWorkflowId(name: string): boolean {
	return utf8ToBytes(name).length <= mostBytes;
}

/** An address, which carries no secret. */
export const address = label
	.refine((text) => !text.includes('@'), 'must not carry a user or password: secrets come from the environment')
	.refine((text) => !isBlank(text), 'must be an address');
