import { clipText } from '../domain/clip';
import { type RequestFault, ServerError } from './errors';

/** A text with the colon that makes it a key, or a mark that begins, parts or ends something. What is left out means nothing here. */
const tokens = /"([^"\\]*(?:\\.[^"\\]*)*)"(\s*:)?|[{}[\],]/g;

/** An object or a list that has not ended yet. */
interface Open {
	/** `null` of a list. */
	readonly keys: Set<string> | null;
	/** The key, or the number, of the part that comes. */
	at: string | number;
}

/** So many are named. */
const mostNamed = 20;

/** What ends a key, and may stand within a text as well. */
const keyEnds = /"\s*:/g;

/**
 * Refuses JSON in which an object has a key twice: of two values `JSON.parse` takes the last, and says nothing.
 * @param json a text that is JSON for certain
 * @param value what it says
 * @throws ServerError RequestInvalid, which names them
 */
export function refuseRepeatedKeys(json: string, value: unknown): void {
	// Of two keys one is lost, so a text with no more ends of keys than its value has keys repeats none.
	if ((json.match(keyEnds)?.length ?? 0) === keysWithin(value)) return;
	const faults: RequestFault[] = [];
	const open: Open[] = [];
	for (const [token, text = '', colon] of json.matchAll(tokens)) {
		const inner = open.at(-1);
		if (token === '{') open.push({ keys: new Set(), at: '' });
		else if (token === '[') open.push({ keys: null, at: 0 });
		else if (token === '}' || token === ']') open.pop();
		else if (token === ',' && typeof inner?.at === 'number') inner.at += 1;
		else if (colon !== undefined && inner?.keys) {
			const key = String(JSON.parse(`"${text}"`));
			inner.at = key;
			if (inner.keys.has(key) && faults.length < mostNamed) faults.push({ key: pathOf(open), message: 'stands twice' });
			inner.keys.add(key);
		}
	}
	if (faults.length === 0) return;
	const lines = faults.map(({ key, message }) => `${key}: ${message}; write it once`);
	throw new ServerError('RequestInvalid', lines.join('\n'), { faults });
}

/** All keys of all objects. */
function keysWithin(value: unknown): number {
	const open = [value];
	let keys = 0;
	for (let part = open.pop(); part !== undefined; part = open.pop()) {
		if (typeof part !== 'object' || part === null) continue;
		const parts = Object.values(part);
		if (!Array.isArray(part)) keys += parts.length;
		for (const each of parts) if (typeof each === 'object') open.push(each);
	}
	return keys;
}

function pathOf(open: readonly Open[]): string {
	return clipText(open.map(({ at }) => at).join('.'), 200);
}
