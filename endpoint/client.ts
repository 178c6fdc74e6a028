import { Agent } from 'undici';
import { TipBenchError } from '../domain/errors';
import { messageOf } from '../machine/coded-error';
import type { Env } from '../machine/environment/kinds';
import { readNamed } from '../machine/environment/read';
import { readAddress } from './address';
import type { EndpointSource } from './source';

/** One OpenAI-compatible endpoint, and the connections to it. Nothing of it but `source` may be shown to anybody. */
export interface Endpoint {
	readonly source: EndpointSource;
	/** Whose environment it is, where whoever reads a message does not see it: ` of the worker`. */
	readonly whose: string;
	readonly address: URL;
	readonly key: string | null;
	/** For questions: as many as may be under way at once. */
	readonly connections: Agent;
	/** For its list of models: whoever plans must not wait behind questions that take minutes. */
	readonly listing: Agent;
	/** Milliseconds of silence after which it counts as hung: over a question, and over its list. */
	readonly silenceMs: number;
	readonly listingSilenceMs: number;
	/** Milliseconds before it is asked again after a failure; four times as long after the next. */
	readonly pauseMs: number;
	/** What it was found to refuse: those keys of a request are left out from then on. */
	readonly learnt: { readonly refused: Set<OptionalPart> };
}

/** What a request can do without. */
export type OptionalPart =
	| 'response_format'
	| 'seed'
	| 'temperature'
	| 'max_tokens'
	| 'max_completion_tokens'
	| 'system';

/** @see createEndpoint */
export interface EndpointOptions {
	readonly whose?: string;
	/** 5 min unless told. */
	readonly silenceMs?: number;
	/** 1 s unless told. */
	readonly pauseMs?: number;
}

/**
 * A client of the endpoint that a judge's file names. It connects when first used; close it with {@link closeEndpoint}.
 * @throws TipBenchError JudgeRefused that names the variables to set
 */
export function createEndpoint(source: EndpointSource, env: Env, options: EndpointOptions = {}): Endpoint {
	const { whose = '', silenceMs = 300_000, pauseMs = 1_000 } = options;
	const read = (name: string, kind: 'text' | 'key') => {
		try {
			return readNamed(env, name, kind);
		} catch (error) {
			throw new TipBenchError('JudgeRefused', `${source.kind}: ${messageOf(error)} (it is a variable${whose}).`);
		}
	};
	const written = read(source.address_variable, 'text');
	const key = source.key_variable === undefined ? null : (read(source.key_variable, 'key') ?? null);
	const lacks = [
		...(written === undefined ? [`${source.address_variable} (its address, such as http://localhost:4000/v1)`] : []),
		...(source.key_variable !== undefined && key === null ? [`${source.key_variable} (its key)`] : []),
	];
	if (written === undefined || lacks.length > 0) throw notSet(source, whose, lacks);
	return {
		...{ source, whose, key, silenceMs, pauseMs },
		address: readAddress(source, whose, written),
		listingSilenceMs: Math.min(silenceMs, 30_000),
		connections: new Agent({ connections: source.most_at_once, connect: { timeout: 10_000 } }),
		listing: new Agent({ connections: 2, connect: { timeout: 10_000 } }),
		learnt: { refused: new Set() },
	};
}

/** Ends the client's connections. */
export async function closeEndpoint(endpoint: Endpoint): Promise<void> {
	await Promise.all([endpoint.connections.destroy(), endpoint.listing.destroy()]);
}

/** Whose endpoint, by what, for messages: `haiku (LITELLM_BASE_URL of the worker)`. */
export function named({ source, whose }: Pick<Endpoint, 'source' | 'whose'>): string {
	return `The endpoint of ${source.kind} (${source.address_variable}${whose})`;
}

/** What a header of ours is: the key, where there is one. */
export function authorization({ key }: Pick<Endpoint, 'key'>): { authorization?: string } {
	return key === null ? {} : { authorization: `Bearer ${key}` };
}

function notSet({ kind }: EndpointSource, whose: string, lacks: readonly string[]): TipBenchError {
	const where = whose === '' ? 'in the environment' : `in the environment${whose}`;
	const is = lacks.length === 1 ? 'is' : 'are';
	return new TipBenchError(
		'JudgeRefused',
		`${kind} is an auto judge behind an endpoint, but ${lacks.join(' and ')} ${is} not set ${where}: set what is missing there, or name another judge.`,
	);
}
