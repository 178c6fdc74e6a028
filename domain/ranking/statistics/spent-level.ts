import { percent } from './percent';

/**
 * The level that is left for the next of several gates on one experiment, so that all of them together, however many there
 * will be, promote falsely with at most the whole level's probability: level × 6 ÷ (π² × count²), whose sum over all counts
 * is the level (Bonferroni with weights; the sum of 1 ÷ count² is Euler's π² ÷ 6).
 *
 * Halving what is left (level ÷ 2^count) shows a little more over five gates and less at the first, and from the tenth on
 * asks for less than 16,384 flips can show (docs/statistics.md).
 * @param count which gate this is, from 1
 */
export function spentLevel(level: number, count: number): number {
	return (level * 6) / (Math.PI * count) ** 2;
}

/** How much of the whole level is left for one of them, in words. @param all who share it, such as `all gates on it` */
export function spentWords(whole: number, count: number, all: string): string {
	const left = percent(spentLevel(whole, count));
	return `of the ${percent(whole)} that ${all} may spend, ${left} ${count === 1 ? 'are for the first' : 'are left for this one'}`;
}
