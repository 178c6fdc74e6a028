import { type Mean, summaryOf } from '../observe/statistics';

/** A number with as many digits as a reader needs: three that count, or all before the point. */
export function digits(value: number): string {
	const whole = Math.max(1, Math.floor(Math.log10(Math.max(Math.abs(value), 1e-9))) + 1);
	return value.toFixed(Math.max(0, Math.min(3, 3 - whole)));
}

/** Milliseconds as seconds: `24.1`. */
export function seconds(milliseconds: number): string {
	return digits(milliseconds / 1000);
}

/** Bytes as megabytes (10⁶): `241`. */
export function megabytes(bytes: number): string {
	return (bytes / 1e6).toFixed(0);
}

/** A count as a reader takes it in: `100,000`. */
export function grouped(count: number): string {
	return count.toLocaleString('en-US');
}

/** The median, and in brackets the ends: `24.3 (24.1–30.0)`; a dash for no values. */
export function spread(values: readonly number[], show: (value: number) => string): string {
	const all = summaryOf(values);
	if (all === null) return '–';
	return all.count === 1 ? show(all.median) : `${show(all.median)} (${show(all.smallest)}–${show(all.largest)})`;
}

/** A mean with its standard error: `15.0 ± 7.7`. */
export function withError({ mean, standardError }: Mean): string {
	return `${digits(mean)} ± ${digits(standardError)}`;
}
