/** A difference in points, with its sign. */
export function points(difference: number): string {
	const text = Math.abs(difference).toFixed(2);
	return Number(text) === 0 ? '0.00' : `${difference < 0 ? '−' : '+'}${text}`;
}

/** Rounded down, so that what misses a floor never reads as if it had reached it. */
export function rate(share: number): string {
	return (Math.floor(share * 1000 + 1e-9) / 1000).toFixed(3);
}

/** A model's size. */
export function billions(parameters: number | null): string {
	return parameters === null ? 'an unknown number of' : `${Number((parameters / 1e9).toPrecision(3))} billion`;
}
