import type { RecordedRequest } from '../../testbed/ollama-proxy';
import type { AcceptedInHistory } from './block-histories';

/** A generation that began though the cell had an answer already. Times are milliseconds since 1970. */
export interface MadeAgain {
	readonly model: string;
	readonly seed: number;
	/** When the first answer was there. */
	readonly answeredAt: number;
	/** When the later generation began. */
	readonly againAt: number;
}

/** Event times come from Temporal's clock, requests' from ours, and both are rounded. Milliseconds. */
const clockSlackMs = 20;

/** Generations that began after Temporal had accepted the cell's answer: none may. */
export function madeAgainAfterAccepted(
	accepted: readonly AcceptedInHistory[],
	requests: readonly RecordedRequest[],
): MadeAgain[] {
	const first = new Map<string, AcceptedInHistory>();
	const ambiguous = new Set<string>();
	for (const answer of accepted) {
		const name = nameOf(answer.model, answer.seed);
		const known = first.get(name);
		// Seeds have 31 bits, so that two cells of thousands may share one: then a request does not tell which it is for.
		if (known !== undefined && known.key !== answer.key) ambiguous.add(name);
		if (known === undefined || answer.at < known.at) first.set(name, answer);
	}
	for (const name of ambiguous) first.delete(name);
	return laterThan((name) => first.get(name)?.at, requests);
}

/** Generations that began after a whole answer had reached the worker: allowed, but work that was lost. */
export function madeAgainAfterWhole(requests: readonly RecordedRequest[]): MadeAgain[] {
	const first = new Map<string, number>();
	for (const request of requests.filter(({ kind, done }) => kind === 'generate' && done)) {
		const name = nameOf(request.model, seedOf(request));
		first.set(name, Math.min(request.endedAt ?? Number.POSITIVE_INFINITY, first.get(name) ?? Number.POSITIVE_INFINITY));
	}
	return laterThan((name) => first.get(name), requests);
}

function laterThan(answered: (name: string) => number | undefined, requests: readonly RecordedRequest[]): MadeAgain[] {
	return requests.flatMap((request) => {
		const seed = seedOf(request);
		if (request.kind !== 'generate' || request.model === null || seed === undefined) return [];
		const answeredAt = answered(nameOf(request.model, seed));
		if (answeredAt === undefined || request.startedAt <= answeredAt + clockSlackMs) return [];
		return [{ model: request.model, seed, answeredAt, againAt: request.startedAt }];
	});
}

function nameOf(model: string | null, seed: number | undefined): string {
	return `${model} ${seed}`;
}

function seedOf({ body }: RecordedRequest): number | undefined {
	return (body as { options?: { seed?: number } } | null)?.options?.seed;
}
