import { createHash } from 'node:crypto';
import { TipBenchError } from '../domain/errors';

/** Longer values are cut silently. MLflow counts code points, of which a text never has more than UTF-16 units. */
export const longestTag = 8_000;

/** Tags by their key. */
export type Tags = Readonly<Record<string, string>>;

/** What a text in tags is: of a cell, or a judge's judgment. */
export type TextKind = 'artifact' | 'judgment';

/**
 * The tags that keep a text whole: `KIND:NAME`, `KIND:NAME.2`, … with at most 8,000 UTF-16 units each, and its SHA-256
 * beside them. A text with characters that a database may not keep (NUL, half a surrogate pair) is kept as a JSON
 * string, with another tag saying so.
 */
export function textTags(name: string, text: string, kind: TextKind = 'artifact'): Tags {
	const plain = !text.includes('\0') && text.isWellFormed();
	const kept = plain ? text : JSON.stringify(text);
	const tags: Record<string, string> = {};
	splitText(kept, longestTag).forEach((part, at) => {
		tags[partKey(kind, name, at)] = part;
	});
	tags[besideKey('sha256', kind, name)] = sha256(kept);
	if (!plain) tags[besideKey('encoding', kind, name)] = 'json';
	return tags;
}

/**
 * The text that {@link textTags} kept, or a text of the former harness, which has no hash; `null` when there is none.
 * @throws TipBenchError RunDamaged when it is not whole
 */
export function textIn(tags: Tags, name: string, runId: string, kind: TextKind = 'artifact'): string | null {
	const parts: string[] = [];
	for (let part = tags[partKey(kind, name, 0)]; part !== undefined; part = tags[partKey(kind, name, parts.length)])
		parts.push(part);
	const hash = tags[besideKey('sha256', kind, name)];
	if (parts.length === 0 && hash === undefined) return null;
	const text = hash === undefined ? parts.join('') : wholeText(parts, hash);
	if (text === null) throw damaged(kind, name, runId, parts);
	return tags[besideKey('encoding', kind, name)] === 'json' ? String(JSON.parse(text)) : text;
}

/** The text of a hash; a longer one that stood in its place before may have left parts behind it. */
function wholeText(parts: readonly string[], hash: string): string | null {
	for (let count = parts.length; count > 0; count -= 1) {
		const text = parts.slice(0, count).join('');
		if (sha256(text) === hash) return text;
	}
	return null;
}

/** A report hashes every text of every run, for which the domain's own takes five times as long. */
function sha256(text: string): string {
	return createHash('sha256').update(text, 'utf8').digest('hex');
}

function damaged(kind: TextKind, name: string, runId: string, parts: readonly string[]): TipBenchError {
	const what = kind === 'artifact' ? name : `${kind}:${name}`;
	const remedy =
		kind === 'artifact'
			? 'Delete that run in MLflow and start the bench or simulation again.'
			: "Delete those tags in MLflow and apply that judge's file again.";
	return new TipBenchError(
		'RunDamaged',
		`The text \`${what}\` of run ${runId} is not what was written (${parts.join('').length} characters in ${parts.length} tags). ${remedy}`,
	);
}

/** The tags that a text has left behind where another is in its place now. */
export function staleKeys(tags: Tags, name: string, now: Tags, kind: TextKind = 'artifact'): string[] {
	const stale = Object.hasOwn(now, besideKey('encoding', kind, name)) ? [] : [besideKey('encoding', kind, name)];
	for (let at = 0; tags[partKey(kind, name, at)] !== undefined; at += 1) stale.push(partKey(kind, name, at));
	return stale.filter((key) => tags[key] !== undefined && now[key] === undefined);
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

function partKey(kind: TextKind, name: string, at: number): string {
	return at === 0 ? `${kind}:${name}` : `${kind}:${name}.${at + 1}`;
}

/** `sha256:NAME` of a cell's text, `sha256:judgment:NAME` of a judgment. */
function besideKey(what: 'sha256' | 'encoding', kind: TextKind, name: string): string {
	return kind === 'artifact' ? `${what}:${name}` : `${what}:${kind}:${name}`;
}

function isHighSurrogate(unit: number): boolean {
	return unit >= 0xd800 && unit <= 0xdbff;
}
