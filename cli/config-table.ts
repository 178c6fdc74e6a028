import type { z } from 'zod';
import { configKeys, configSchema } from '../domain/bench/config';
import { type FormKey, formKey } from '../domain/form-key';
import { optimizeKeySchema, optimizeKeys, optimizeOwnBenchKeys } from '../domain/optimize/optimize-config';
import { gateKeySchema, gateKeys } from '../domain/ranking/gate/gate-config';
import { nightKeys, nightSchema } from '../domain/ranking/night/night-config';
import { simKeySchema, simKeys } from '../domain/simulation/sim-config';

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

/** The table of a simulation's input, for its page. */
export function simTable(): string {
	return tableOf(simKeys.map((key) => [key, simKeySchema(key)]));
}

/** The table of what a comparison of prompts is asked beside its bench, for its page. */
export function optimizeTable(): string {
	return tableOf([...optimizeKeys, ...optimizeOwnBenchKeys].map((key) => [key, optimizeKeySchema(key)]));
}

function tableOf(keys: readonly (readonly [string, z.ZodType])[]): string {
	const rows = keys.map(([name, schema]) => {
		const key = formKey(name, schema);
		const { default: fallback } = key;
		const shown = fallback === undefined ? '' : `\`${Array.isArray(fallback) ? fallback.join(',') : fallback}\``;
		return `| \`${name}\` | ${typeOf(key)} | ${shown} | ${key.meaning} |`;
	});
	return ['| key | type | default | meaning |', '|---|---|---|---|', ...rows].join('\n');
}

function typeOf({ type, minimum, maximum, above, below }: FormKey): string {
	if (type === 'list') return 'csv or list';
	if (type === 'choice') return 'string';
	if (type !== 'integer' && type !== 'number') return type;
	if (above !== undefined) return `${type} > ${above}${below === undefined ? '' : ` and < ${below}`}`;
	return maximum === undefined ? `${type} ≥ ${minimum}` : `${type} ${minimum}–${maximum}`;
}
