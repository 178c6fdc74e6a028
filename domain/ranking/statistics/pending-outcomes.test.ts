import { type PendingCell, pendingOutcomes } from './pending-outcomes';
import { type CellScore, scoreTableOf } from './score-table';
import { signFlips } from './sign-flips';
import { standingsOf } from './standings';
import { chanceOf } from './test-support/tables';

const range = { low: 2, high: 17 };

/** In which rows every outcome on a grid over the range leaves tier 1 as it is now. */
function byTrying(judged: readonly CellScore[], pending: readonly PendingCell[], steps: number) {
	const tierOne = (cells: readonly CellScore[]) => {
		const table = scoreTableOf(cells);
		const standings = standingsOf(signFlips(table, { seed: 1 }));
		return new Map(table.rows.map((row, at) => [row, standings[at]?.isTierOne]));
	};
	const now = tierOne(judged);
	const changed = new Set<string>();
	for (let outcome = 0; outcome < steps ** pending.length; outcome += 1) {
		const scores = pending.map((cell, at) => {
			const step = Math.floor(outcome / steps ** at) % steps;
			return { ...cell, score: range.low + (step / (steps - 1)) * (range.high - range.low) };
		});
		for (const [row, isIn] of tierOne([...judged, ...scores])) if ((now.get(row) ?? true) !== isIn) changed.add(row);
	}
	return changed;
}

/** Some rows at some distance, with some cells of one or two repeats taken out to wait. */
function randomBench(seed: number, scenarios = 5 + (seed % 3)) {
	const chance = chanceOf(seed);
	const [rows, holes] = [2 + (seed % 3), seed % 4 === 0];
	const all: CellScore[] = [];
	for (let row = 0; row < rows; row += 1)
		for (let scenario = 0; scenario < scenarios; scenario += 1)
			for (let repeat = 0; repeat < 1 + (seed % 2); repeat += 1) {
				const score = 15 - row * (seed % 7) + Math.floor(chance() * 4) - Math.floor(chance() * 2);
				const cell = { row: `row ${row}`, scenario: `s${scenario}` };
				if (!(holes && chance() < 0.1)) all.push({ ...cell, score: Math.min(17, Math.max(2, score)) });
			}
	const waits = new Set(
		Array.from({ length: 1 + Math.floor(chance() * 2.99) }, () => Math.floor(chance() * all.length)),
	);
	return {
		judged: all.filter((_each, at) => !waits.has(at)),
		pending: all.filter((_each, at) => waits.has(at)).map(({ row, scenario }) => ({ row, scenario })),
	};
}

test('what could change by trying is never said to be settled, and most that could not is', () => {
	const said = { settled: 0, settledByTrying: 0, changed: 0 };
	for (let seed = 0; seed < 120; seed += 1) {
		const { judged, pending } = randomBench(seed);
		const changed = byTrying(judged, pending, pending.length === 3 ? 4 : 8);
		for (const { row, couldChange } of pendingOutcomes(judged, pending, range, { seed: 1 })) {
			if (changed.has(row)) expect([seed, row, couldChange]).toEqual([seed, row, true]);
			if (changed.has(row)) said.changed += 1;
			else said.settledByTrying += 1;
			said.settled += couldChange ? 0 : 1;
		}
	}
	expect(said.changed).toBeGreaterThan(50);
	expect(said.settled / said.settledByTrying).toBeGreaterThan(0.95);
});

test('nor is it where flips are drawn', () => {
	for (let seed = 0; seed < 4; seed += 1) {
		const { judged, pending } = randomBench(seed, 16);
		const changed = byTrying(judged, pending, 3);
		for (const { row, couldChange } of pendingOutcomes(judged, pending, range, { seed: 1 }))
			if (changed.has(row)) expect([seed, row, couldChange]).toEqual([seed, row, true]);
	}
});

const full = (row: string, scores: readonly number[]) =>
	scores.map((score, at) => ({ row, scenario: `s${at}`, score }));

test('a row that is far behind stays there; one that is near may come', () => {
	const judged = [...full('best', [16, 15, 16, 14, 16, 15, 16]), ...full('worst', [3, 3, 4, 3, 3, 2, 3])];
	const outcome = (cells: readonly CellScore[], row: string) =>
		pendingOutcomes(cells, [{ row, scenario: 's7' }], range, { seed: 1 }).map((each) => each.couldChange);
	const eighth = (score: number) => ({ row: 'best', scenario: 's7', score });
	expect(outcome([...judged, eighth(16)], 'worst')).toEqual([false, false]);
	const near = [...full('best', [16, 15, 16, 14, 16, 15, 16]), ...full('near', [15, 14, 15, 13, 15, 14, 15])];
	expect(outcome([...near, eighth(12)], 'near')).toEqual([false, true]);
});

test('nothing pending changes nothing', () => {
	const judged = [...full('a', [9, 9, 8, 9, 7]), ...full('b', [2, 3, 2, 3, 2])];
	expect(pendingOutcomes(judged, [], range, { seed: 1 }).map((each) => each.couldChange)).toEqual([false, false]);
});

test('a row of which nothing is judged may be the best, and may turn out not to be', () => {
	const judged = full('a', [9, 9, 8, 9, 7]);
	const pending = judged.map(({ scenario }) => ({ row: 'b', scenario }));
	expect(pendingOutcomes(judged, pending, range, { seed: 1 })).toEqual([
		{ row: 'a', isTierOne: true, couldChange: true },
		{ row: 'b', isTierOne: true, couldChange: true },
	]);
});

test('twelve rows of twenty scenarios are settled within a second or two', () => {
	const chance = chanceOf(4);
	const judged = Array.from({ length: 12 }, (_each, row) =>
		full(
			`row ${row}`,
			Array.from({ length: 20 }, () => Math.round(14 - row + chance() * 3)),
		),
	).flat();
	const pending = judged.splice(-3).map(({ row, scenario }) => ({ row, scenario }));
	const began = process.cpuUsage();
	const outcomes = pendingOutcomes(judged, pending, range, { seed: 1 });
	expect(process.cpuUsage(began).user / 1e6).toBeLessThan(4);
	expect(outcomes.filter((each) => each.couldChange)).toEqual([]);
});
