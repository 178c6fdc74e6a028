import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { messageOf } from '../machine/coded-error';
import { throwIfAborted } from '../machine/errors';
import { LocalStackError } from './errors';
import type { ModelOptions } from './ollama-models';

const stallLimitMs = 30_000;

interface PullLine {
	status?: string;
	error?: string;
	total?: number;
	completed?: number;
}

function describe(line: PullLine): string {
	if (!line.total) return line.status ?? '';
	return `${Math.round((100 * (line.completed ?? 0)) / line.total)} % of ${Math.round(line.total / 1e6)} MB`;
}

/**
 * Lets Ollama pull a model, saying every few seconds how far it is. Gives up after 30 s without progress.
 * Throws `ModelFailed` with Ollama's own words, or `Interrupted`.
 */
export async function pullModel(ollamaUrl: string, model: string, { say, signal }: ModelOptions): Promise<void> {
	const stalled = new AbortController();
	let watchdog = setTimeout(() => {}, 0);
	const alive = () => {
		clearTimeout(watchdog);
		watchdog = setTimeout(() => stalled.abort(new Error('no progress for 30 s')), stallLimitMs);
	};
	alive();
	try {
		const response = await fetch(`${ollamaUrl}/api/pull`, {
			method: 'POST',
			body: JSON.stringify({ model }),
			signal: AbortSignal.any([stalled.signal, ...(signal ? [signal] : [])]),
		});
		if (!response.body) throw new Error(`HTTP ${response.status}`);
		const lines = createInterface({ input: Readable.fromWeb(response.body as ReadableStream) });
		let [lastSaid, progress, status] = [0, '', ''];
		for await (const text of lines) {
			const line = JSON.parse(text) as PullLine;
			if (line.error) throw new Error(line.error);
			status = line.status ?? '';
			if (describe(line) !== progress) alive();
			progress = describe(line);
			if (Date.now() - lastSaid < 5000) continue;
			say(`Pulling ${model}: ${progress}`);
			lastSaid = Date.now();
		}
		if (status !== 'success') throw new Error(`it stopped at "${status}"`);
	} catch (error) {
		throwIfAborted(signal, `Pulling ${model}`);
		const why = stalled.signal.aborted ? messageOf(stalled.signal.reason) : messageOf(error);
		throw new LocalStackError('ModelFailed', `Ollama could not pull ${model}: ${why}`, { cause: error });
	} finally {
		clearTimeout(watchdog);
	}
}
