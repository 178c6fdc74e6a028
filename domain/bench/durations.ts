const unitMs = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 } as const;

/** How a duration is written: `90s`, `30m`, `36h`, `7d`, `2w`. */
const durationForm = /^(\d{1,6}(?:\.\d{1,3})?)\s*(s|m|h|d|w)$/;

/** What repeats more often than this only fills a history. */
const shortestMs = unitMs.s;

/** Longer waits are beyond what Temporal's timers take. */
const longestMs = 10 * 365 * unitMs.d;

/** Milliseconds of a duration, `null` where it is none, is under a second, or is over ten years. */
export function durationMs(text: string): number | null {
	const [, amount, unit] = durationForm.exec(text.trim().toLowerCase()) ?? [];
	if (amount === undefined || unit === undefined) return null;
	const ms = Math.round(Number(amount) * unitMs[unit as keyof typeof unitMs]);
	return ms >= shortestMs && ms <= longestMs ? ms : null;
}
