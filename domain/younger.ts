/**
 * Whether what was seen at a time is younger than so many milliseconds. What a clock that was set back since has seen in the
 * future is not: it would count as young until that time comes again.
 * @param at and `now` in milliseconds since 1970
 */
export function isYounger(at: number, ms: number, now: number): boolean {
	return at <= now && now - at < ms;
}
