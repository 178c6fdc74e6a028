/** A number with so many digits behind the point and a real minus; `–` where there is none. */
export function numberText(value: number | null | undefined, digits = 2): string {
	if (value === null || value === undefined || !Number.isFinite(value)) return '–';
	const text = Math.abs(value).toFixed(digits);
	return value < 0 && Number(text) !== 0 ? `−${text}` : text;
}

/** The same with its sign, also above 0. */
export function signedText(value: number | null | undefined, digits = 2): string {
	const text = numberText(value, digits);
	return value !== null && value !== undefined && value > 0 && Number(text) !== 0 ? `+${text}` : text;
}

/** Both ends of an interval. */
export function rangeText(range: { readonly low: number; readonly high: number } | null, digits = 2): string {
	return range === null ? '–' : `${numberText(range.low, digits)} to ${numberText(range.high, digits)}`;
}

/** A probability as people write it. */
export function chanceText(chance: number): string {
	return chance < 0.001 ? '< 0.001' : chance.toFixed(3);
}
