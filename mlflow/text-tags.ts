import { TipBenchError } from '../domain/errors';
import { sha256Hex } from '../domain/hash';

/** Characters that a tag's value may have: MLflow cuts longer ones without a word. */
const tagLength = 8_000;

/**
 * A text as tags: `artifact:NAME`, and where it is longer than a tag `artifact:NAME.2`, `.3` …, with its SHA-256 in
 * `sha256:NAME`. A NUL, which some databases refuse, becomes U+FFFD.
 */
export function textTags(name: string, text: string): Record<string, string> {
	const whole = text.replaceAll('\u0000', '\uFFFD').toWellFormed();
	const tags: Record<string, string> = { [`sha256:${name}`]: sha256Hex(whole) };
	for (const [at, piece] of pieces(whole).entries()) tags[tagName(name, at)] = piece;
	return tags;
}

/**
 * The text that {@link textTags} wrote, or `null` where a run has none of that name (the former harness kept fewer).
 * @param runId for the message
 * @throws TipBenchError RunDamaged when it is not whole
 */
export function joinTextTags(name: string, tags: Readonly<Record<string, string>>, runId: string): string | null {
	if (tags[tagName(name, 0)] === undefined) return null;
	let text = '';
	for (let at = 0, piece = tags[tagName(name, 0)]; piece !== undefined; at += 1, piece = tags[tagName(name, at)])
		text += piece;
	const hash = tags[`sha256:${name}`];
	if (hash === undefined || hash === sha256Hex(text)) return text;
	throw new TipBenchError(
		'RunDamaged',
		`run ${runId}: ${name} is not what was written; delete the run in MLflow and run the bench again`,
	);
}

function tagName(name: string, at: number): string {
	return at === 0 ? `artifact:${name}` : `artifact:${name}.${at + 1}`;
}

/** Cuts no surrogate pair in two: half of one is no character, and would not come back. */
function pieces(text: string): string[] {
	const cut: string[] = [];
	for (let at = 0; at < text.length; ) {
		const end = Math.min(at + tagLength, text.length);
		const splitsPair = end < text.length && /[\uD800-\uDBFF]/.test(text[end - 1] ?? '');
		cut.push(text.slice(at, splitsPair ? end - 1 : end));
		at = splitsPair ? end - 1 : end;
	}
	return cut.length === 0 ? [''] : cut;
}
