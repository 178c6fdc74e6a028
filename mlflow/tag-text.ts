import { TipBenchError } from '../domain/errors';
import { sha256Hex } from '../domain/hash';

/** Longer values are cut silently. MLflow counts code points, of which a text never has more than UTF-16 units. */
export const longestTag = 8_000;

/** Tags by their key. */
export type Tags = Readonly<Record<string, string>>;

/**
 * The tags that keep a text whole: `artifact:NAME`, `artifact:NAME.2`, … with at most 8,000 UTF-16 units each, and
 * `sha256:NAME` of the whole. A text with characters that a database may not keep (NUL, half a surrogate pair) is kept
 * as a JSON string, with the tag `encoding:NAME` saying so.
 */
export function textTags(name: string, text: string): Tags {
	const plain = !text.includes('\0') && text.isWellFormed();
	const parts = splitText(plain ? text : JSON.stringify(text), longestTag);
	const tags: Record<string, string> = {};
	parts.forEach((part, at) => {
		tags[partKey(name, at)] = part;
	});
	tags[`sha256:${name}`] = sha256Hex(plain ? text : JSON.stringify(text));
	if (!plain) tags[`encoding:${name}`] = 'json';
	return tags;
}

/**
 * The text that {@link textTags} kept, or a text of the former harness, which has no hash; `null` when there is none.
 * @throws TipBenchError RunDamaged when it is not whole
 */
export function textIn(tags: Tags, name: string, runId: string): string | null {
	const parts: string[] = [];
	for (let part = tags[partKey(name, 0)]; part !== undefined; part = tags[partKey(name, parts.length)])
		parts.push(part);
	const hash = tags[`sha256:${name}`];
	if (parts.length === 0 && hash === undefined) return null;
	const text = parts.join('');
	if (hash !== undefined && sha256Hex(text) !== hash) {
		throw new TipBenchError(
			'RunDamaged',
			`The text \`${name}\` of run ${runId} is not what was written (${text.length} characters in ${parts.length} tags). ` +
				'Delete that run in MLflow and start the bench again.',
		);
	}
	return tags[`encoding:${name}`] === 'json' ? String(JSON.parse(text)) : text;
}

/** A text in pieces of at most `longest` UTF-16 units, no surrogate pair apart; an empty text is one empty piece. */
export function splitText(text: string, longest: number): string[] {
	const parts: string[] = [];
	let from = 0;
	do {
		let to = Math.min(from + longest, text.length);
		if (to < text.length && isHighSurrogate(text.charCodeAt(to - 1))) to--;
		parts.push(text.slice(from, to));
		from = to;
	} while (from < text.length);
	return parts;
}

function partKey(name: string, at: number): string {
	return at === 0 ? `artifact:${name}` : `artifact:${name}.${at + 1}`;
}

function isHighSurrogate(unit: number): boolean {
	return unit >= 0xd800 && unit <= 0xdbff;
}
