import { z } from 'zod';
import type { TipBenchError } from '../domain/errors';
import type { Endpoint } from './client';
import { exchange } from './exchange';
import { errorOf } from './refusal';

const listSchema = z.object({ data: z.array(z.object({ id: z.string() })) });

/** What an endpoint told of its models: their names, `null` where it has no such list, or why it lets us ask nothing. */
export type ToldModels = { readonly names: readonly string[] | null } | { readonly refused: TipBenchError };

/**
 * Asks an endpoint which models it has, and so whether it takes the key.
 * @throws TipBenchError JudgeUnavailable
 */
export async function toldModels(endpoint: Endpoint, signal?: AbortSignal): Promise<ToldModels> {
	const came = await exchange(endpoint, 'models', undefined, signal);
	if ('refusal' in came) {
		// One that has no such list is an endpoint as well as any.
		if ([404, 405, 410, 501].includes(came.refusal.status)) return { names: null };
		const error = errorOf(endpoint, came.refusal);
		if (!error.final) throw error;
		return { refused: error };
	}
	return { names: namesIn(came.text) };
}

function namesIn(text: string | null): string[] | null {
	try {
		const listed = listSchema.safeParse(JSON.parse(text ?? ''));
		return listed.success && listed.data.data.length > 0 ? listed.data.data.map(({ id }) => id) : null;
	} catch {
		return null;
	}
}

/** Whether a model is among an endpoint's: by its name, below a folder of theirs, or by a pattern such as `openai/*`. */
export function hasModel(names: readonly string[], model: string): boolean {
	return names.some((name) => {
		if (name === model || name.endsWith(`/${model}`)) return true;
		return name.endsWith('*') && model.startsWith(name.slice(0, -1));
	});
}
