import { z } from 'zod';
import { configKeys, configSchema } from '../domain/bench/config';

/** The table of config keys for the README, in Markdown, made from the schema itself. */
export function configTable(): string {
	const rows = configKeys.map((key) => {
		const schema = configSchema.shape[key];
		const fallback: unknown = schema.safeParse(undefined).data;
		const shown = fallback === undefined ? '' : `\`${Array.isArray(fallback) ? fallback.join(',') : fallback}\``;
		return `| \`${key}\` | ${typeOf(key)} | ${shown} | ${schema.description ?? ''} |`;
	});
	return ['| key | type | default | meaning |', '|---|---|---|---|', ...rows].join('\n');
}

interface JsonSchema {
	readonly type?: string;
	readonly minimum?: number;
	readonly maximum?: number;
	readonly exclusiveMinimum?: number;
}

function typeOf(key: (typeof configKeys)[number]): string {
	const { type, minimum, maximum, exclusiveMinimum } = z.toJSONSchema(configSchema.shape[key], {
		io: 'output',
		unrepresentable: 'any',
	}) as JsonSchema;
	if (type === 'array') return 'csv or list';
	if (type !== 'integer' && type !== 'number') return type ?? 'text';
	if (exclusiveMinimum !== undefined) return `${type} > ${exclusiveMinimum}`;
	const bounded = maximum !== undefined && maximum !== Number.MAX_SAFE_INTEGER;
	return bounded ? `${type} ${minimum}–${maximum}` : `${type} ≥ ${minimum}`;
}
