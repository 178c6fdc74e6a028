import { z } from 'zod';
import { configKeys, configSchema } from '../domain/bench/config';
import { gateKeySchema, gateKeys } from '../domain/ranking/gate/gate-config';
import { nightKeys, nightSchema } from '../domain/ranking/night/night-config';

/** The table of config keys for the README, in Markdown, made from the schema itself. */
export function configTable(): string {
	return tableOf(configKeys.map((key) => [key, configSchema.shape[key]]));
}

/** The table of what a gate is asked, for its page. */
export function gateTable(): string {
	return tableOf(gateKeys.map((key) => [key, gateKeySchema(key)]));
}

/** The table of what a night is asked, for its page. */
export function nightTable(): string {
	return tableOf(nightKeys.map((key) => [key, nightSchema.shape[key]]));
}

function tableOf(keys: readonly (readonly [string, z.ZodType])[]): string {
	const rows = keys.map(([key, schema]) => {
		const fallback: unknown = schema.safeParse(undefined).data;
		const shown = fallback === undefined ? '' : `\`${Array.isArray(fallback) ? fallback.join(',') : fallback}\``;
		return `| \`${key}\` | ${typeOf(schema)} | ${shown} | ${schema.description ?? ''} |`;
	});
	return ['| key | type | default | meaning |', '|---|---|---|---|', ...rows].join('\n');
}

interface JsonSchema {
	readonly type?: string;
	readonly minimum?: number;
	readonly maximum?: number;
	readonly exclusiveMinimum?: number;
	readonly exclusiveMaximum?: number;
}

function typeOf(schema: z.ZodType): string {
	const { type, minimum, maximum, exclusiveMinimum, exclusiveMaximum } = z.toJSONSchema(schema, {
		io: 'output',
		unrepresentable: 'any',
	}) as JsonSchema;
	if (type === 'array') return 'csv or list';
	if (type !== 'integer' && type !== 'number') return type ?? 'text';
	const below = exclusiveMaximum === undefined ? '' : ` and < ${exclusiveMaximum}`;
	if (exclusiveMinimum !== undefined) return `${type} > ${exclusiveMinimum}${below}`;
	const bounded = maximum !== undefined && maximum !== Number.MAX_SAFE_INTEGER;
	return bounded ? `${type} ${minimum}–${maximum}` : `${type} ≥ ${minimum}`;
}
