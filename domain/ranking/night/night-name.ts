/** So many nights of one name may have one date. */
export const mostOfOneDate = 99;

/**
 * The experiment of a night: `tips-2026-11-26`, and of another one with the same date `tips-2026-11-26-2`.
 * @param number which one of its date, from 1
 */
export function nightName(experiment: string, date: string, number: number): string {
	return `${experiment}-${date}${number === 1 ? '' : `-${number}`}`;
}

/** The date in a time zone, such as `2026-11-26`. @param at milliseconds since 1970 */
export function dateIn(timeZone: string, at: number): string {
	const options = { calendar: 'gregory', numberingSystem: 'latn', year: 'numeric', month: '2-digit', day: '2-digit' };
	const parts = new Intl.DateTimeFormat('en', { timeZone, ...options } as Intl.DateTimeFormatOptions).formatToParts(at);
	const part = (type: string) => parts.find((each) => each.type === type)?.value ?? '';
	return `${part('year')}-${part('month')}-${part('day')}`;
}

/** A time zone by the name that every server knows it by, whatever the case it is written in; `null` where there is none. */
export function timeZoneOf(name: string): string | null {
	// Servers know names alone, and not `+02:00`.
	if (!/^[A-Za-z]/.test(name)) return null;
	try {
		const { timeZone } = new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions();
		return timeZone.toLowerCase() === name.toLowerCase() ? timeZone : name;
	} catch {
		return null;
	}
}
