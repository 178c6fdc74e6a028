import { TipBenchError } from '../domain/errors';
import { type Endpoint, named, type OptionalPart } from './client';
import { scrubbed } from './scrub';

/** An answer that is no success. */
export interface Refusal {
	readonly status: number;
	/** In whatever shape it was said, without what is secret. */
	readonly said: string;
	/** Milliseconds that it asks to wait. */
	readonly retryAfterMs: number | undefined;
}

/** What a refusal means for the question that it is about. */
export type RefusalMeaning =
	/** A part of the request is not understood: it is asked again without. */
	| { readonly without: OptionalPart }
	/** There is no answer to this question, and no retry brings one. */
	| { readonly unanswered: 'refused' | 'too-long' }
	| { readonly error: TipBenchError };

const tooLong =
	/context[_ ]?(?:length|window|size|limit)|maximum (?:context|input|number of tokens)|too many (?:input )?tokens|(?:prompt|input|request|message)s? (?:is|are|was) too (?:long|large)|max_model_len|reduce the length/i;
const contentRefused =
	/content[_ -]?(?:filter|policy|polic)|content management policy|responsible ?ai|moderation|flagged (?:as|by|for)/i;
const unsupported =
	/(?:un|not |n.t )support|unknown|unrecogni[sz]ed|unexpected|extra (?:inputs|fields)|not (?:permitted|allowed|enabled|available|implemented|accepted)|only the default|deprecated|cannot be used/i;
/** In words of those who answer 400 to a key that they do not know, such as a LiteLLM without a database. */
const unknownKey =
	/no[_ ](?:connected[_ ])?db|(?:invalid|incorrect|unknown|missing|no)[_ ](?:proxy server token|api[_ ]?key)|authentication[_ ]?error/i;
const noMoney =
	/insufficient[_ ](?:quota|funds|credits?|balance)|exceeded your current quota|budget has been exceeded|billing/i;

/** How the parts of a request are spoken of, the most telling first. */
const parts: readonly (readonly [part: OptionalPart, named: RegExp])[] = [
	['system', /(?:system|developer) (?:role|message|prompt|instruction)/i],
	['response_format', /response[_ ]?format|json[_ ]?schema|structured output|guided|grammar/i],
	['seed', /\bseed\b/i],
	['max_completion_tokens', /\bmax_completion_tokens\b/i],
	['max_tokens', /\bmax_tokens\b/i],
	['temperature', /\btemperature\b/i],
];

/**
 * What a refusal means.
 * @param sent the optional parts that the request had
 */
export function meaningOf(endpoint: Endpoint, refusal: Refusal, sent: readonly OptionalPart[]): RefusalMeaning {
	const { status, said } = refusal;
	const aboutRequest = [400, 403, 413, 422].includes(status);
	if (aboutRequest && contentRefused.test(said)) return { unanswered: 'refused' };
	if (aboutRequest && (status === 413 || tooLong.test(said))) return { unanswered: 'too-long' };
	// Some gateways hand a model's refusal of a part on as a failure of their own.
	if ([400, 404, 422, 500, 501].includes(status) && unsupported.test(said)) {
		const part = parts.find(([name, pattern]) => sent.includes(name) && pattern.test(said));
		if (part !== undefined) return { without: part[0] };
	}
	if (status === 400 && sent.includes('response_format') && parts[1]?.[1].test(said)) {
		return { without: 'response_format' };
	}
	return { error: errorOf(endpoint, refusal) };
}

/** The failure that a refusal is, whatever was asked. */
export function errorOf(endpoint: Endpoint, { status, said, retryAfterMs }: Refusal): TipBenchError {
	const who = named(endpoint);
	const words = said === '' ? '' : `: ${said}`;
	const refused = (why: string) => new TipBenchError('JudgeRefused', `${who} ${why}`);
	const isAboutKey = status === 400 && unknownKey.test(said);
	if (status === 401 || status === 403 || isAboutKey) return refused(keyRefused(endpoint, status));
	if (status === 402 || noMoney.test(said)) return refused(`has no money left for it (HTTP ${status}${words}).`);
	if (status === 404) {
		return refused(
			`does not know its model \`${endpoint.source.model}\`, or has no \`chat/completions\` there (HTTP 404${words}). Correct \`model\` in its file, or ${endpoint.source.address_variable}.`,
		);
	}
	if (status === 408 || status === 409 || status === 425 || status === 429 || (status >= 500 && status !== 501)) {
		const what = status === 429 ? 'is asked too much' : 'failed';
		return new TipBenchError('JudgeUnavailable', `${who} ${what} (HTTP ${status}${words}).`, { retryAfterMs });
	}
	if (status < 400) return refused(moved(endpoint, status));
	return refused(`refused the request (HTTP ${status}${words}). See \`model\` and the other keys in its file.`);
}

/** Nothing of what it said is repeated here: it may be about the key. */
function keyRefused({ source }: Endpoint, status: number): string {
	const { key_variable: variable, kind } = source;
	if (variable === undefined) {
		return `asks for a key (HTTP ${status}): name a variable in \`key_variable\` of auto-judges/${kind}.yaml, and set it.`;
	}
	return `refuses the key in ${variable} (HTTP ${status}): set ${variable} to one that may use \`${source.model}\`.`;
}

function moved({ source }: Endpoint, status: number): string {
	return `sends us on elsewhere (HTTP ${status}), where neither the key nor anything else is sent unasked. If that is your endpoint, set ${source.address_variable} to its own address.`;
}

/** What a text that is no success says, in whichever of the usual shapes. */
export function refusalOf(endpoint: Endpoint, status: number, headers: Headers, text: string): Refusal {
	return { status, said: scrubbed(endpoint, saidIn(text)), retryAfterMs: retryAfterMs(headers, Date.now()) };
}

type Headers = Readonly<Record<string, string | string[] | undefined>>;

/** An hour: who asks for more is asked again then. */
const longestWaitMs = 3_600_000;

/** A shorter wait is no more than the usual pause between two tries, and would use them up. */
const shortestWaitMs = 1_000;

/** Milliseconds to wait by `Retry-After`, in seconds or as a date, or its neighbour in milliseconds. */
function retryAfterMs(headers: Headers, now: number): number | undefined {
	const exact = Number(oneOf(headers['retry-after-ms']) ?? Number.NaN);
	const written = oneOf(headers['retry-after'])?.trim() ?? '';
	const seconds = /^\d+(?:\.\d+)?$/.test(written) ? Number(written) * 1000 : Date.parse(written) - now;
	const asked = Number.isFinite(exact) && exact >= 0 ? exact : seconds;
	return asked >= shortestWaitMs ? Math.round(Math.min(asked, longestWaitMs)) : undefined;
}

function oneOf(header: string | string[] | undefined): string | undefined {
	return typeof header === 'string' ? header : header?.[0];
}

/** `{"error": {"message", "code", "param"}}`, `{"error": "…"}`, `{"detail": …}`; of a page nothing. */
export function saidIn(text: string): string {
	try {
		const parsed: unknown = JSON.parse(text);
		if (parsed === null || typeof parsed !== 'object') return '';
		const { error, detail, message } = parsed as Record<string, unknown>;
		return wordsOf(error ?? detail ?? message);
	} catch {
		return '';
	}
}

function wordsOf(value: unknown): string {
	if (typeof value === 'string') return value;
	if (value === null || value === undefined) return '';
	if (typeof value !== 'object') return String(value);
	const { message, code, param, type } = value as Record<string, unknown>;
	if (typeof message !== 'string') return JSON.stringify(value);
	return [message, ...[code, param, type].filter((each) => typeof each === 'string' && !message.includes(each))].join(
		' ',
	);
}
