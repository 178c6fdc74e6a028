/** How many cells each reason was given for. */
export type ReasonCounts = Readonly<Record<string, number>>;

/** Reasons are counted apart up to this many; the rest together. */
const mostReasons = 10;

/** Characters of a reason: they travel with each progress message. */
const longestReason = 200;

const otherReasons = 'other reasons';

/** Counts some cells for a reason. */
export function addReason(counts: ReasonCounts, reason: string, cells = 1): ReasonCounts {
	const short = reason.length > longestReason ? `${reason.slice(0, longestReason)}…` : reason;
	const all = new Map(Object.entries(counts));
	const key = all.has(short) || all.size < mostReasons ? short : otherReasons;
	return Object.fromEntries(all.set(key, (all.get(key) ?? 0) + cells));
}

/** The counts of several blocks together. */
export function sumReasons(all: readonly ReasonCounts[]): ReasonCounts {
	return all
		.flatMap((counts) => Object.entries(counts))
		.reduce<ReasonCounts>((sum, [reason, cells]) => addReason(sum, reason, cells), {});
}

/** All of them in one line: `2 context-cut, 1 partly-off-gpu`. */
export function reasonList(counts: ReasonCounts): string {
	return byFrequency(counts)
		.map(([reason, cells]) => `${cells} ${reason}`)
		.join(', ');
}

/** One line a reason, the most frequent first: `8 × PromptChanged: v1 has changed`. */
export function reasonLines(counts: ReasonCounts): string[] {
	return byFrequency(counts).map(([reason, cells]) => `${cells} × ${reason}`);
}

function byFrequency(counts: ReasonCounts): [string, number][] {
	return Object.entries(counts).sort(([, a], [, b]) => b - a);
}
