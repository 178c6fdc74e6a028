import type { Finding } from './finding';
import type { SignFlips } from './sign-flips';

/** Where a row may stand. */
export interface Standing {
	/** Whether it may be the best. One that may not is "no better than the best", which is said of no pair. */
	readonly isTierOne: boolean;
	/** The probability that it rests on, or why there is none; then the row stays in tier 1. */
	readonly beaten: Finding<number>;
	/** Its rank among all rows lies between these, with the pairs' family-wise certainty. */
	readonly ranks: { readonly best: number; readonly worst: number };
}

/**
 * By row: whether it is in tier 1, and its range of ranks. A row is out of tier 1 where it is beaten at the level. Only
 * what max-T over all pairs calls different moves an end of the range: 1 + how many are called better, and the number of
 * rows − how many are called worse (Al Mohamad, Goeman and van Zwet 2022, Simultaneous confidence intervals for ranks, Biometrics 78, who show that such ranges
 * hold together with the pairs' certainty).
 */
export function standingsOf({ level, beaten, pairs }: SignFlips): Standing[] {
	const called = beaten.map(() => ({ better: 0, worse: 0 }));
	for (const { first, second, difference, chance } of pairs) {
		if (difference === null || chance.value === null || chance.value.adjusted > level) continue;
		const [up, down] = difference > 0 ? [second, first] : [first, second];
		const [better, worse] = [called[up], called[down]];
		if (better !== undefined) better.worse += 1;
		if (worse !== undefined) worse.better += 1;
	}
	return beaten.map((chance, row) => {
		const { better = 0, worse = 0 } = called[row] ?? {};
		return {
			isTierOne: chance.value === null || chance.value > level,
			beaten: chance,
			ranks: { best: 1 + better, worst: beaten.length - worse },
		};
	});
}
