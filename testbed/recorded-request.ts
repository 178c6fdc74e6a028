/** One request to Ollama as the proxy in front of it saw it. Times are milliseconds since 1970, with a fraction. */
export interface RecordedRequest {
	/** `load` and `unload` carry no prompt; what does not touch a model's memory is `other`. */
	readonly kind: 'generate' | 'load' | 'unload' | 'other';
	readonly method: string;
	readonly path: string;
	readonly model: string | null;
	/** The parsed body of a request about a model, `null` for all others. */
	readonly body: unknown;
	readonly startedAt: number;
	/** When the first byte of the answer's body was passed on. */
	firstByteAt: number | null;
	endedAt: number | null;
	status: number | null;
	/** Whether the answer came to its proper end, and the client was still there to take it. */
	done: boolean;
	/** Whether the client left before the end. */
	clientGone: boolean;
	/** The name of what the proxy did to it. */
	intervention: string | null;
	/** Ollama's own `load_duration`, in seconds. */
	loadSeconds: number | null;
	/** Ollama's own `prompt_eval_duration`, in seconds: what it had not kept of the prompt. */
	promptEvalSeconds: number | null;
	/** Of the answer. */
	outputTokens: number | null;
}

/** What the last line of an answer says. */
type LastLine = Pick<RecordedRequest, 'loadSeconds' | 'promptEvalSeconds' | 'outputTokens'> & {
	readonly complete: boolean;
};

/** The paths whose requests make Ollama load or run a model; only their bodies are read. */
const aboutModels = new Set(['/api/generate', '/api/chat', '/v1/chat/completions', '/v1/completions']);

/** Whether a request's body says which model it is about. */
export function isAboutModel(method: string, path: string): boolean {
	return method === 'POST' && aboutModels.has(path);
}

/** The record of a request that has just begun. */
export function beginRecord(method: string, path: string, text: string, startedAt: number): RecordedRequest {
	const body = isAboutModel(method, path) ? asObject(text) : null;
	return {
		kind: body === null ? 'other' : kindOf(body),
		method,
		path,
		model: typeof body?.model === 'string' ? body.model : null,
		body,
		startedAt,
		firstByteAt: null,
		endedAt: null,
		status: null,
		done: false,
		clientGone: false,
		intervention: null,
		loadSeconds: null,
		promptEvalSeconds: null,
		outputTokens: null,
	};
}

function kindOf(body: Record<string, unknown>): RecordedRequest['kind'] {
	const asks = Array.isArray(body.messages) ? body.messages.length > 0 : Boolean(body.prompt);
	if (asks) return 'generate';
	return body.keep_alive === 0 ? 'unload' : 'load';
}

/** Whether an answer is complete by its last line, and what Ollama counted for it. */
export function readLastLine(line: string): LastLine {
	const last = asObject(line);
	const number = (value: unknown) => (typeof value === 'number' ? value : null);
	const seconds = (value: unknown) => (typeof value === 'number' ? value / 1e9 : null);
	const usage = last?.usage as { completion_tokens?: unknown } | undefined;
	return {
		// The second and third are how Ollama's OpenAI dialect ends, with and without streaming.
		complete: last?.done === true || line.trim() === 'data: [DONE]' || Array.isArray(last?.choices),
		loadSeconds: seconds(last?.load_duration),
		promptEvalSeconds: seconds(last?.prompt_eval_duration),
		outputTokens: number(last?.eval_count ?? usage?.completion_tokens),
	};
}

function asObject(text: string): Record<string, unknown> | null {
	try {
		const value: unknown = JSON.parse(text);
		return value !== null && typeof value === 'object' ? (value as Record<string, unknown>) : null;
	} catch {
		return null;
	}
}
