import { TipBenchError } from '../domain/errors';

const brokenModel =
	/terminated|no longer running|unexpectedly stopped|unexpected eof|out of memory|requires more system memory|unable to allocate|failed to allocate|cudamalloc/i;
const badRequest = /invalid format|option .*must be|invalid option|does not support/i;
/** In the words of its two engines: that of today, and that from 0.30 on. */
const promptTooLong =
	/input length exceeds the context|prompt is longer than the context|exceeds the available context size|exceeds maximum context length/i;
const unknownModel = /model.*not found|pull model manifest: file does not exist/i;

/**
 * What an answer of Ollama's that is not a success means. `model` is the one that the request was about.
 * - ModelNotFound: 404 about a model. PromptTooLong: it does not fit, and we asked not to cut it. OllamaRefused: other 4xx, and the 500s that complain about the request.
 * - OllamaUnavailable: 429, 502, 503, and any 500 where no model took part. ModelBroke: all other 500s, and 504, a gateway
 *   that does not wait as long as the model takes: waiting again would do no better.
 * @param body the answer's text: `{"error": …}`, or whatever stands at that address
 */
export function refusedError(url: string, model: string | null, status: number, body: string): TipBenchError {
	const said = saidIn(body);
	const name = model ?? '';
	if (unknownModel.test(said) || (status === 404 && model !== null && said !== '')) {
		return new TipBenchError(
			'ModelNotFound',
			`Ollama at ${url} does not have the model \`${name}\` (${said}). Get it with \`ollama pull ${name}\`.`,
		);
	}
	if (promptTooLong.test(said)) {
		return new TipBenchError(
			'PromptTooLong',
			`A prompt does not fit into the context of \`${name}\` at ${url}: ${said}.`,
		);
	}
	if (status === 504 && model !== null)
		return cutError(url, model, 'a gateway before Ollama gave up waiting (HTTP 504)');
	if (status === 429 || (status > 500 && status < 505)) {
		return new TipBenchError('OllamaUnavailable', `Ollama at ${url} is busy (HTTP ${status}: ${said || 'no reason'}).`);
	}
	if (status < 500 || badRequest.test(said)) {
		const asksWho = status === 401 || status === 403;
		const address = said === '' ? ' Is this the address of an Ollama?' : '';
		const hint = asksWho ? ' Set OLLAMA_API_KEY where tip-bench and its workers run.' : address;
		return new TipBenchError(
			'OllamaRefused',
			`Ollama at ${url} refused (HTTP ${status}): ${said || 'no reason'}.${hint}`,
		);
	}
	if (model === null) {
		return new TipBenchError('OllamaUnavailable', `Ollama at ${url} failed (HTTP ${status}: ${said || 'no reason'}).`);
	}
	const why = brokenModel.test(said) ? 'The process of the model ended or had too little memory' : 'Ollama failed';
	return new TipBenchError(
		'ModelBroke',
		`${why} while working with \`${name}\` at ${url}: ${said || `HTTP ${status}`}.`,
	);
}

/** An answer about a model that ended before its end. */
export function cutError(url: string, model: string, why: string, cause?: unknown): TipBenchError {
	return new TipBenchError('ModelBroke', `The answer of \`${model}\` from Ollama at ${url} was cut off: ${why}.`, {
		cause,
	});
}

/** A success whose text is no JSON: about a model, one that ended too soon; else no Ollama stands there. */
export function notJsonError(url: string, model: string | null, path: string, text: string): TipBenchError {
	const begun = text.trimStart();
	if (model !== null && (begun === '' || begun.startsWith('{'))) return cutError(url, model, 'it ended too soon');
	const said = `${url}${path} did not answer as Ollama does: no JSON. Is it an Ollama?`;
	return new TipBenchError('OllamaRefused', said);
}

/** Where an Ollama is, and what says so. */
interface OllamaPlace {
	readonly url: string;
	readonly source: string;
}

/** A redirect. It is not followed: a key and prompts must not come to anybody else. */
export function movedError({ url, source }: OllamaPlace, status: number, location: string): TipBenchError {
	const to = URL.canParse(location, url) ? new URL(location, url) : null;
	const shown = to === null ? 'nowhere' : `${to.protocol}//${to.host}${to.pathname}`;
	return new TipBenchError(
		'OllamaRefused',
		`Ollama at ${url} sends us on to ${shown} (HTTP ${status}), where nothing of ours is sent unasked. If that is your Ollama, give its address in ${source}.`,
	);
}

/** No answer at all: nothing listens there, or it fell silent. */
export function connectionError(
	{ url, source }: OllamaPlace,
	cause: unknown,
	model: string | null = null,
): TipBenchError {
	if (cause instanceof TipBenchError) return cause;
	const code = cause instanceof Error ? (cause as NodeJS.ErrnoException).code : undefined;
	// The server took the request: it is the model that says nothing, and waiting again would do no better.
	if (model !== null && (code === 'UND_ERR_HEADERS_TIMEOUT' || code === 'UND_ERR_BODY_TIMEOUT')) {
		return cutError(url, model, 'it was silent for too long', cause);
	}
	return new TipBenchError(
		'OllamaUnavailable',
		`Ollama at ${url} does not answer (${connectionReason(cause)}). Start it there (\`ollama serve\`), or correct ${source}.`,
		{ cause },
	);
}

/** A short reason in words of a failed connection: its code, since messages of several addresses tried are empty. */
export function connectionReason(cause: unknown): string {
	if (!(cause instanceof Error)) return String(cause);
	const code = (cause as NodeJS.ErrnoException).code;
	return [code, cause.message].filter((part) => part !== undefined && part !== '').join(': ');
}

function saidIn(body: string): string {
	try {
		const parsed: unknown = JSON.parse(body);
		if (parsed !== null && typeof parsed === 'object' && 'error' in parsed) {
			const { error } = parsed;
			return typeof error === 'string' ? error : JSON.stringify(error);
		}
	} catch {
		// Not JSON, so not Ollama's own words: a proxy's page, or nothing.
	}
	return '';
}
