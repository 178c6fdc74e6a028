/** A level in percent with three digits that count, such as `3.04 %`. */
export function percent(share: number): string {
	return `${Number((share * 100).toPrecision(3))} %`;
}

/** A share in whole percent. */
export function wholePercent(share: number): string {
	return `${Math.round(share * 100)} %`;
}
