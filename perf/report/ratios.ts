import { median } from '../observe/statistics';
import type { Row } from '../sections/side-by-side';

/** How many times somebody's time ours is: the median of the rounds' ratios. `null` without both. */
export function timeRatio(ours: Row | undefined, others: Row | undefined, of: 'wallMs' | 'askingMs'): number | null {
	const ratios = timesInRounds(ours, others, of).map(([time, theirs]) => time / theirs);
	return ratios.length === 0 ? null : median(ratios);
}

/** Our time and somebody's, in milliseconds, of each round that both took part in. */
export function timesInRounds(
	ours: Row | undefined,
	others: Row | undefined,
	of: 'wallMs' | 'askingMs',
): [number, number][] {
	return (ours?.passes ?? []).flatMap((pass, at) => {
		const theirs = others?.passes[at]?.[of];
		return theirs === undefined ? [] : [[pass[of], theirs] as [number, number]];
	});
}
