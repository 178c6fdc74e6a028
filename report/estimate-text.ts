import type { Estimate } from '../domain/ranking/agreement/estimate';

/** An estimate's value with its interval, the value alone where there is none; `null` where nothing is known. */
export function estimateText({ value, low, high }: Estimate, digits: number, signed = false): string | null {
	if (value === null) return null;
	const text = (number: number) => (signed && number > 0 ? '+' : '') + number.toFixed(digits).replace('-', '−');
	return low === null || high === null ? text(value) : `${text(value)} (${text(low)} to ${text(high)})`;
}
