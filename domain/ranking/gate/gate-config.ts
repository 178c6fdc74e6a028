import { z } from 'zod';
import { isBlank } from '../../bench/config-input';
import { boolean, label, number } from '../../bench/config-values';
import { isSameRow, readRowText } from './row-text';

const rowShape = z.strictObject({ model: label, prompt: label });

const rowSchema = z.unknown().transform((value, context): z.infer<typeof rowShape> => {
	const parsed = rowShape.safeParse(readRowText(value));
	if (parsed.success) return parsed.data;
	context.addIssue({ code: 'custom', message: 'must be MODEL,PROMPT, such as gemma3:1b,v1' });
	return z.NEVER;
});

const word = (value: unknown) => (typeof value === 'string' ? value.trim().toLowerCase() : value);

/** What a gate is asked: the one place that knows its keys, defaults, ranges and meanings. */
const gateShape = z.strictObject({
	baseline: rowSchema.describe('what is to be beaten: MODEL,PROMPT'),
	candidate: rowSchema
		.optional()
		.describe(
			'what is to be promoted: MODEL,PROMPT, named before its scores were seen; default: the best of the others',
		),
	baseline_experiment: label
		.optional()
		.describe('the experiment that the baseline stands in, on the same scenarios; default: the same one'),
	better_by: number(z.number().min(0))
		.optional()
		.describe('promote what is better by more than so many points of the composite; default: 0'),
	not_worse_by: number(z.number().min(0))
		.optional()
		.describe('or: promote what is not worse by so many points and is what `and` says'),
	and: z
		.preprocess(word, z.enum(['faster', 'smaller']))
		.optional()
		.describe('with not_worse_by: faster (mean latency) or smaller (parameters of the model)'),
	alpha: number(z.number().gt(0).lt(0.5))
		.default(0.05)
		.describe('how likely a false promotion may be, over all gates of the experiment together'),
	worst_scenario: number(z.number().min(0))
		.optional()
		.describe('guard: in no scenario worse by more than so many points'),
	least_format_ok: number(z.number().min(0).max(1))
		.optional()
		.describe('guard: the rate of format_ok is surely at least this'),
	require_both: boolean.default(false).describe('guard: the scores of people and of the auto judge say the same'),
});

/** Fields that a form has left blank are not given. */
const withoutBlanks = (value: unknown) =>
	typeof value === 'object' && value !== null && !Array.isArray(value)
		? Object.fromEntries(Object.entries(value).filter(([_key, each]) => !isBlank(each)))
		: value;

const checked = gateShape.superRefine((asked, context) => {
	// The value by itself is right.
	const fault = (key: string, message: string) =>
		context.addIssue({ code: 'custom', path: [key], message, params: { isOfSeveral: true } });
	if (asked.not_worse_by !== undefined && asked.better_by !== undefined)
		fault('not_worse_by', 'must not stand beside better_by: say one of both');
	if (asked.not_worse_by !== undefined && asked.and === undefined)
		fault('not_worse_by', 'needs `and`: faster or smaller');
	if (asked.not_worse_by === undefined && asked.and !== undefined)
		fault('and', 'needs not_worse_by: how much worse it may be');
	if (asked.candidate === undefined || asked.baseline_experiment !== undefined) return;
	if (isSameRow(asked.candidate, asked.baseline)) fault('candidate', 'must be another row than the baseline');
});

/** @see gateShape */
export const gateSchema = z.preprocess(withoutBlanks, checked);

/** What a gate is asked, after checking. */
export type GateAsked = Readonly<z.infer<typeof gateSchema>>;

export type GateKey = keyof GateAsked;

/** The keys of {@link gateSchema}, in their order. */
export const gateKeys = Object.keys(gateShape.shape) as GateKey[];

/** The schema of one key. */
export function gateKeySchema(key: GateKey): z.ZodType {
	return gateShape.shape[key];
}

/** The difference from the baseline above which a candidate is promoted: points of the composite. */
export function boundOf({ better_by = 0, not_worse_by }: Pick<GateAsked, 'better_by' | 'not_worse_by'>): number {
	return not_worse_by === undefined ? better_by : 0 - not_worse_by;
}
