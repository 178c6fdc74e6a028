import { z } from 'zod';

/** A key of an input as a form, a table or a flag shows it: made from the schema itself. */
export const formKeySchema = z.object({
	key: z.string(),
	/** `text` where it has a syntax of its own, which the meaning says. */
	type: z.enum(['integer', 'number', 'string', 'boolean', 'list', 'object', 'choice', 'text']),
	/** What it means where nothing is given; left out where that is for somebody else to say. */
	default: z.unknown().optional(),
	meaning: z.string(),
	/** Least and largest value. */
	minimum: z.number().optional(),
	maximum: z.number().optional(),
	/** It has to be more, or less, than these. */
	above: z.number().optional(),
	below: z.number().optional(),
	/** All that a choice may be. */
	options: z.array(z.string()).optional(),
});

export type FormKey = Readonly<z.infer<typeof formKeySchema>>;

interface JsonSchema {
	readonly type?: string;
	readonly enum?: readonly unknown[];
	readonly minimum?: number;
	readonly maximum?: number;
	readonly exclusiveMinimum?: number;
	readonly exclusiveMaximum?: number;
}

/** What a schema says of a key. */
export function formKey(key: string, schema: z.ZodType): FormKey {
	const json = z.toJSONSchema(schema, { io: 'output', unrepresentable: 'any' }) as JsonSchema;
	const fallback: unknown = schema.safeParse(undefined).data;
	const { minimum, exclusiveMinimum: above, exclusiveMaximum: below } = json;
	const maximum = json.maximum === Number.MAX_SAFE_INTEGER ? undefined : json.maximum;
	const given = { default: fallback, minimum, maximum, above, below, options: json.enum?.map(String) };
	const known = Object.entries(given).filter(([, value]) => value !== undefined);
	return { key, type: typeOf(json), meaning: schema.description ?? '', ...Object.fromEntries(known) };
}

const types = ['integer', 'number', 'boolean', 'object', 'string'] as const;

function typeOf({ type, enum: options }: JsonSchema): FormKey['type'] {
	if (options !== undefined) return 'choice';
	if (type === 'array') return 'list';
	return types.find((each) => each === type) ?? 'text';
}
