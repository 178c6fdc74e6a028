import { warmLoadSeconds } from '../../ollama/generate';
import type { RecordedRequest } from '../../testbed/ollama-proxy';

/**
 * How long Ollama had nothing to do between two cells of one model, in milliseconds: from the end of an answer to the
 * beginning of the next request to generate. A change of model, or a request to load in between, is no such pause.
 * @param requests in the order in which they began
 */
export function idleBetweenCells(requests: readonly RecordedRequest[]): number[] {
	const pauses: number[] = [];
	let before: RecordedRequest | undefined;
	for (const request of requests) {
		if (request.kind === 'other') continue;
		if (
			request.kind === 'generate' &&
			before?.kind === 'generate' &&
			before.model === request.model &&
			before.endedAt !== null
		) {
			pauses.push(Math.max(0, request.startedAt - before.endedAt));
		}
		before = request;
	}
	return pauses;
}

/**
 * How many loads the requests themselves tell of: answers that report one, and requests to load that took long enough.
 * @returns `null` where answers do not report it, as those in OpenAI's dialect
 */
export function loadsInAnswers(requests: readonly RecordedRequest[]): number | null {
	const answers = requests.filter(({ kind, done }) => kind === 'generate' && done);
	if (answers.some(({ loadSeconds }) => loadSeconds === null)) return null;
	const asked = requests.filter(({ kind }) => kind === 'load');
	const long = asked.filter(({ startedAt, endedAt }) => (endedAt ?? 0) - startedAt > warmLoadSeconds * 1000);
	return answers.filter(({ loadSeconds }) => (loadSeconds ?? 0) > warmLoadSeconds).length + long.length;
}
