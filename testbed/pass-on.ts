import { once } from 'node:events';
import { type Agent, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { isAboutModel, type RecordedRequest, readLastLine } from './recorded-request';

/** What the proxy does to one request instead of just passing it on. `afterBytes` counts the answer's body. */
export type Intervention = { readonly name: string } & (
	| { /** Answers by itself, as a busy Ollama does. */ readonly act: 'refuse'; readonly status: number }
	| {
			/** Ends the client's connection; after 0 bytes: before any answer. */ readonly act: 'drop';
			readonly afterBytes: number;
	  }
	| { /** Ends the answer as if it were whole. */ readonly act: 'cut'; readonly afterBytes: number }
	| {
			/** Is silent; after 0 bytes: before Ollama is asked. */ readonly act: 'stall';
			readonly afterBytes: number;
			readonly ms: number;
	  }
);

/** A request on its way through the proxy. */
export interface Passing {
	readonly incoming: IncomingMessage;
	readonly answer: ServerResponse;
	/** What was read of the request's body already. */
	readonly body: string;
	readonly record: RecordedRequest;
	readonly intervention: Intervention | null;
	readonly agent: Agent;
	/** The URL of the real Ollama. */
	readonly target: string;
}

/** Milliseconds since 1970, finer than a millisecond. */
export function now(): number {
	return performance.timeOrigin + performance.now();
}

/** Asks the real Ollama and streams its answer back, with the intervention, and fills in the record. */
export async function passOn(passing: Passing): Promise<void> {
	const { incoming, answer, body, record, intervention, agent, target } = passing;
	if (intervention?.act === 'refuse') {
		record.status = intervention.status;
		answer.writeHead(intervention.status, { 'content-type': 'application/json' });
		answer.end(JSON.stringify({ error: 'server busy, please try again.  maximum pending requests exceeded' }));
		return;
	}
	if (intervention?.act === 'stall' && intervention.afterBytes === 0) await silence(answer, intervention.ms);
	if (answer.destroyed) return;
	const headers = withoutConnection(incoming);
	const asked = request(`${target}${record.path}`, { method: record.method, headers, agent });
	answer.once('close', () => {
		asked.destroy();
		// Ollama answers an upload that it has already before it has read it; what is left would block the connection.
		incoming.unpipe(asked).resume();
	});
	asked.once('error', () => answer.destroy());
	asked.once('response', (given) => {
		record.status = given.statusCode ?? null;
		passBack(given, passing).catch(() => answer.destroy());
	});
	if (isAboutModel(record.method, record.path)) asked.end(body);
	else incoming.pipe(asked);
}

async function passBack(given: IncomingMessage, { answer, record, intervention }: Passing): Promise<void> {
	const at = intervention !== null && intervention.act !== 'refuse' ? intervention.afterBytes : Number.NaN;
	if (intervention?.act === 'drop' && at === 0) return void answer.destroy();
	const headers = withoutConnection(given);
	// A cut answer that told its length would leave its reader waiting for the rest.
	if (intervention?.act === 'cut') delete headers['content-length'];
	answer.writeHead(given.statusCode ?? 502, headers);
	let bytes = 0;
	let lastLine = '';
	for await (const chunk of given as AsyncIterable<Buffer>) {
		record.firstByteAt ??= now();
		lastLine = lastLineOf(lastLine + chunk.toString());
		const reaches = bytes < at && bytes + chunk.length >= at;
		const before = reaches ? chunk.subarray(0, at - bytes) : chunk;
		bytes += chunk.length;
		await written(answer, before);
		if (!reaches) continue;
		if (intervention?.act === 'drop') return void answer.destroy();
		if (intervention?.act === 'cut') return void answer.end();
		if (intervention?.act === 'stall') await silence(answer, intervention.ms);
		await written(answer, chunk.subarray(before.length));
	}
	const { complete, ...counts } = readLastLine(lastLine);
	Object.assign(record, counts);
	record.done = complete && !answer.destroyed;
	answer.end();
}

/** Returns when a chunk is on its way, so that ending the connection right after does not throw it away. */
async function written(answer: ServerResponse, chunk: Buffer): Promise<void> {
	if (chunk.length > 0 && !answer.destroyed) await new Promise((resolve) => answer.write(chunk, resolve));
}

/** Waits, unless the client leaves before. */
async function silence(answer: ServerResponse, ms: number): Promise<void> {
	const left = new AbortController();
	const timer = setTimeout(() => left.abort(), ms);
	await once(answer, 'close', { signal: left.signal }).catch(() => undefined);
	clearTimeout(timer);
}

/** Headers that belong to one connection, and not to what is said over it. */
const ofConnection = new Set(['connection', 'keep-alive', 'transfer-encoding', 'host']);

function withoutConnection({ headers }: IncomingMessage) {
	return Object.fromEntries(Object.entries(headers).filter(([name]) => !ofConnection.has(name)));
}

/** The last line that is not empty, whole or still growing. */
function lastLineOf(text: string): string {
	const end = text.trimEnd();
	return text.slice(end.lastIndexOf('\n') + 1);
}
