import { randomBytes } from 'node:crypto';

/**
 * A new id: sixteen bytes that nobody guesses, the time first, so that they lie in the index in their order (UUID version 7, RFC
 * 9562). @param now milliseconds since 1970
 */
export function newDecisionId(now: number): Uint8Array {
	const bytes = randomBytes(16);
	bytes.writeUIntBE(Math.max(0, now), 0, 6);
	bytes[6] = 0x70 | ((bytes[6] as number) & 0x0f);
	bytes[8] = 0x80 | ((bytes[8] as number) & 0x3f);
	return bytes;
}

/** An id as text. */
export function idText(id: Uint8Array): string {
	return Buffer.from(id)
		.toString('hex')
		.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/** The id of a text; `null` of one that is none. */
export function idOf(text: string): Uint8Array | null {
	const isId = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
	return isId ? Buffer.from(text.replaceAll('-', ''), 'hex') : null;
}
