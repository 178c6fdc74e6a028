import { readFileSync, statSync } from 'node:fs';
import { isYounger } from '../../domain/younger';

/** The text of a small file that another process may change, read again when it has. */
export interface KeptText {
	/** `undefined` where there is none. */
	read(): string | undefined;
	/** The next {@link read} looks at once. */
	forget(): void;
}

/** Milliseconds for which a look at the file holds. */
const freshMs = 1_000;

/** The text of the file at a path. @param now milliseconds since 1970 */
export function keptText(path: string, now: () => number): KeptText {
	let lookedAt = Number.NEGATIVE_INFINITY;
	let seen: string | undefined;
	let text: string | undefined;
	return {
		read: () => {
			if (isYounger(lookedAt, freshMs, now())) return text;
			lookedAt = now();
			const state = stateOf(path);
			if (state !== seen) text = state === undefined ? undefined : readText(path);
			seen = state;
			return text;
		},
		forget: () => {
			lookedAt = Number.NEGATIVE_INFINITY;
			seen = undefined;
			text = undefined;
		},
	};
}

function stateOf(path: string): string | undefined {
	const found = statSync(path, { throwIfNoEntry: false });
	return found === undefined ? undefined : `${found.ino} ${found.mtimeMs} ${found.size}`;
}

function readText(path: string): string | undefined {
	try {
		return readFileSync(path, 'utf8');
	} catch {
		return undefined;
	}
}
