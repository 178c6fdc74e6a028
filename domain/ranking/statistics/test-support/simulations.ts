import { differenceInterval } from '../difference-interval';
import { gateAnswer } from '../gate-answer';
import type { Differences } from '../interval-ends';
import { meanInterval } from '../mean-interval';
import { differencesOf, type RepeatedScores, type ScoreTable } from '../score-table';
import { signFlips } from '../sign-flips';
import { smallestDifference } from '../smallest-difference';
import { spentLevel } from '../spent-level';
import { standingsOf } from '../standings';
import { lowered, type Scorer, seededChance, simulatedTable, truthOf } from './simulated-bench';

/** Shares of benches, or of rows, in which something happened. */
export type Shares = Record<string, number>;

const same = (scorer: Scorer, rows: number): Scorer[] => Array.from({ length: rows }, () => scorer);

/** What a leaderboard says where no row is better than another: `by` makes the means of different scorers equal. */
export function noDifference(
	scorers: readonly Scorer[],
	scenarios: number,
	benches: number,
	by: number[] = [],
): Shares {
	const chance = seededChance(scenarios * 1_000 + scorers.length);
	let [called, single, stays] = [0, 0, 0];
	const staysByRow = scorers.map(() => 0);
	for (let bench = 0; bench < benches; bench += 1) {
		const table = lowered(simulatedTable(scorers, scenarios, chance), by);
		const flips = signFlips(table, { seed: bench });
		const standings = standingsOf(flips);
		if (flips.pairs.some((pair) => (pair.chance.value?.adjusted ?? 1) <= 0.05)) called += 1;
		if (standings.filter(({ isTierOne }) => isTierOne).length === 1) single += 1;
		for (const [row, { isTierOne }] of standings.entries()) {
			stays += isTierOne ? 1 : 0;
			staysByRow[row] = (staysByRow[row] ?? 0) + (isTierOne ? 1 : 0);
		}
	}
	return {
		'some pair called different': called / benches,
		'a single winner': single / benches,
		'a row stays in tier 1': stays / benches / scorers.length,
		'the row that stays least': Math.min(...staysByRow) / benches,
	};
}

/** Of rows that are worse than the best by some standard deviations of a pair's differences, how many leave tier 1. */
export function worseRows(scorer: Scorer, rows: number, worse: number, scenarios: number, benches: number): Shares {
	const chance = seededChance(rows * 100 + worse);
	const by = 1.5 * truthOf(scorer, benches * 100).deviationOfDifferences;
	const lower = Array.from({ length: rows }, (_each, row) => (row < rows - worse ? 0 : by));
	let [leave, best, calledWorse] = [0, 0, 0];
	for (let bench = 0; bench < benches; bench += 1) {
		const table = lowered(simulatedTable(same(scorer, rows), scenarios, chance), lower);
		const standings = standingsOf(signFlips(table, { seed: bench }));
		leave += standings.filter(({ isTierOne }, row) => row >= rows - worse && !isTierOne).length;
		best += standings.filter(({ isTierOne }, row) => row < rows - worse && isTierOne).length;
		calledWorse += standings.filter(({ ranks }, row) => row >= rows - worse && ranks.best > 1).length;
	}
	return {
		'a worse row leaves tier 1': leave / benches / worse,
		'a best row stays': best / benches / (rows - worse),
		'a worse row is called worse than some row': calledWorse / benches / worse,
	};
}

/** How often intervals of the mean hold the true one. */
export function coverage(scorer: Scorer, scenarios: number, benches: number): Shares {
	const chance = seededChance(scenarios);
	const { mean } = truthOf(scorer, benches * 40);
	let [holds, none] = [0, 0];
	for (let bench = 0; bench < benches; bench += 1) {
		const [scores = []] = simulatedTable([scorer], scenarios, chance).scores;
		const { value } = meanInterval(scores.filter((score) => score !== null)).interval;
		if (value === null) none += 1;
		else if (value.low <= mean && mean <= value.high) holds += 1;
	}
	return { 'holds the true mean, of those that there are': holds / (benches - none), 'no interval': none / benches };
}

/** How often a gate promotes one that is chosen as the best of some which are not above the bound. */
export function falsePromotions(
	scorer: Scorer,
	{ candidates, scenarios, bound, benches }: { candidates: number; scenarios: number; bound: number; benches: number },
): Shares {
	const chance = seededChance(candidates * 1_000 + scenarios);
	let [joint, naive] = [0, 0];
	for (let bench = 0; bench < benches; bench += 1) {
		const all = differencesFromFirst(simulatedTable(same(scorer, candidates + 1), scenarios, chance), bound);
		const chosen = bestOf(all);
		if (promotes(all, chosen, bound, bench)) joint += 1;
		if (promotes([all[chosen] ?? []], 0, bound, bench)) naive += 1;
	}
	return { 'promoted falsely': joint / benches, 'without regard to the choice': naive / benches };
}

/** Five gates on one experiment that grows, with the levels that they spend. */
export function fiveLooks(
	scorer: Scorer,
	{ scenarios, better, benches }: { scenarios: readonly number[]; better: number; benches: number },
): Shares {
	const chance = seededChance(5 + Math.round(better * 10));
	const last = scenarios.at(-1) ?? 0;
	const rules = {
		'level × 6 ÷ (π² × count²)': (count: number) => spentLevel(0.05, count),
		'level ÷ 2^count': (count: number) => 0.05 / 2 ** count,
		'level at every look': () => 0.05,
	};
	const promoted: Shares = {};
	for (let bench = 0; bench < benches; bench += 1) {
		const table = lowered(simulatedTable(same(scorer, 2), last, chance), [0, -better]);
		// Promoted is the second where the first is beaten: the interval's lower end is then above 0.
		const chances = scenarios.map((count) => {
			const scores = table.scores.map((row) => row.slice(0, count));
			return signFlips({ ...table, scores, scenarios: table.scenarios.slice(0, count) }, { seed: bench }).beaten[0];
		});
		for (const [rule, level] of Object.entries(rules)) {
			const look = chances.findIndex((each, at) => (each?.value ?? 1) <= level(at + 1));
			const [ever, first] = [`${rule}: at some look`, `${rule}: at the first look`];
			promoted[ever] = (promoted[ever] ?? 0) + (look >= 0 ? 1 : 0);
			promoted[first] = (promoted[first] ?? 0) + (look === 0 ? 1 : 0);
		}
	}
	return Object.fromEntries(Object.entries(promoted).map(([name, times]) => [name, times / benches]));
}

/** How often a pair that differs by the smallest difference is shown to, by its raw sign flips. */
export function powerAtSmallest(scorer: Scorer, scenarios: number, benches: number): Shares {
	const chance = seededChance(scenarios + 77);
	const { deviationOfDifferences } = truthOf(scorer);
	const unit = smallestDifference(withSpread(scenarios)).value;
	const by = ((unit?.difference ?? 0) / (unit?.deviation ?? 1)) * deviationOfDifferences;
	let shown = 0;
	for (let bench = 0; bench < benches; bench += 1) {
		const table = lowered(simulatedTable(same(scorer, 2), scenarios, chance), [0, by]);
		if ((signFlips(table, { seed: bench }).pairs[0]?.chance.value?.raw ?? 1) <= 0.05) shown += 1;
	}
	return { 'the smallest difference, in points': by, 'shown, where 0.8 was meant': shown / benches };
}

/** Two rows of so many scenarios whose differences have some spread. */
function withSpread(scenarios: number): RepeatedScores {
	const [zeros, others] = [0, 1].map((factor) => Array.from({ length: scenarios }, (_each, at) => factor * at)) as [
		number[],
		number[],
	];
	const each = <T>(of: T) => [zeros.map(() => of), zeros.map(() => of)];
	return {
		...{ rows: ['a', 'b'], scenarios: zeros.map((_each, at) => `scenario ${at}`), scores: [zeros, others] },
		...{ repeats: each(1), within: each(null) },
	};
}

function differencesFromFirst(table: ScoreTable, better: number): Differences[] {
	return table.rows
		.slice(1)
		.map((_row, at) =>
			differencesOf(table, { first: 0, second: at + 1 }).map((each) => (each === null ? null : each + better)),
		);
}

function bestOf(all: readonly Differences[]): number {
	const sums = all.map((each) => each.reduce<number>((sum, value) => sum + (value ?? 0), 0));
	return sums.indexOf(Math.max(...sums));
}

function promotes(all: readonly Differences[], chosen: number, bound: number, seed: number): boolean {
	return gateAnswer(differenceInterval(all, chosen, { seed }), bound) === 'promote';
}

/** Scorers of other shapes, with what makes their means equal. */
export function unequal(scorers: readonly Scorer[]): { scorers: readonly Scorer[]; by: number[] } {
	const known = new Map<Scorer, number>();
	for (const scorer of scorers) if (!known.has(scorer)) known.set(scorer, truthOf(scorer).mean);
	const least = Math.min(...known.values());
	return { scorers, by: scorers.map((scorer) => (known.get(scorer) ?? 0) - least) };
}
