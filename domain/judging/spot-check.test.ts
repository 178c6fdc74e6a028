import type { Draw } from '../bench/recorded-run';
import { sha256Hex } from '../hash';
import { type DrawnFrom, drawSpotChecks, fewestByChance } from './spot-check';

const order = { share: 0.25, delta: 1 };
const runOf = (group: string, at: number, more: Partial<DrawnFrom> = {}): DrawnFrom => ({
	run_id: `${group}-${at}`,
	key: sha256Hex(`${group} ${at}`),
	...{ group, certain: null, decided: null },
	...more,
});
const grid = (groups: number, each: number) =>
	Array.from({ length: groups * each }, (_, at) => runOf(`g${at % groups}`, Math.floor(at / groups)));
const drawnIn = (decisions: ReadonlyMap<string, Draw>, prefix = '') =>
	[...decisions].filter(([id, { drawn }]) => drawn && id.startsWith(prefix)).map(([id]) => id);

test('the share is drawn evenly from each group, and each run keeps the chance of its group', () => {
	const decisions = drawSpotChecks(grid(4, 100), order);
	expect([decisions.size, drawnIn(decisions).length]).toEqual([400, 100]);
	for (const group of ['g0-', 'g1-', 'g2-', 'g3-']) expect(drawnIn(decisions, group)).toHaveLength(25);
	expect(new Set([...decisions.values()].map(({ chance }) => chance))).toEqual(new Set([0.25]));
});

test.each([
	['the fewest, where there are as many', 4, 20, 0.01, fewestByChance],
	['all, where there are fewer', 4, 5, 0.01, 20],
	['none of a share of 0', 4, 20, 0, 0],
	['all of a share of 1', 4, 20, 1, 80],
	['no more than the share says', 3, 100, 0.1, 30],
	['the next whole number', 3, 103, 0.1, 31],
])('%s', (_what, groups, each, share, count) => {
	const decisions = drawSpotChecks(grid(groups, each), { share, delta: 1 });
	expect(drawnIn(decisions)).toHaveLength(count);
	const counts = Array.from({ length: groups }, (_, at) => drawnIn(decisions, `g${at}-`).length);
	expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
});

test('a small group gives all that it has, and the others the rest', () => {
	const runs = [...grid(2, 40), ...[0, 1, 2].map((at) => runOf('small', at))];
	const decisions = drawSpotChecks(runs, { share: 0.01, delta: 1 });
	expect(drawnIn(decisions, 'small-')).toHaveLength(3);
	expect([drawnIn(decisions, 'g0-').length, drawnIn(decisions, 'g1-').length].sort()).toEqual([13, 14]);
	expect(decisions.get('small-0')?.chance).toBe(1);
});

test('runs that are taken for certain are no part of what chance decides', () => {
	const runs = grid(2, 100).map((run, at) => (at < 10 ? { ...run, certain: 'unscored' as const } : run));
	const decisions = drawSpotChecks(runs, { share: 0, delta: 1 });
	expect([...decisions.values()].filter(({ drawn }) => drawn)).toEqual(
		Array.from({ length: 10 }, () => expect.objectContaining({ drawn: true, chance: 1, why: 'unscored' })),
	);
	expect(drawnIn(drawSpotChecks(runs, order))).toHaveLength(10 + 48);
});

test('the same runs give the same draw in whatever order they come, and a draw is never changed', () => {
	const runs = grid(3, 50);
	const first = drawSpotChecks(runs, order);
	expect(new Map([...drawSpotChecks([...runs].reverse(), order)].sort())).toEqual(new Map([...first].sort()));
	const decided = runs.map((run) => ({ ...run, decided: first.get(run.run_id) ?? null }));
	expect(drawSpotChecks(decided, { share: 1, delta: 0 }).size).toBe(0);
});

test.each([0, 1, 2, 3, 4, 5, 6, 7])('one that was interrupted ends as it would have (%d)', (seed) => {
	const runs = grid(3, 40).map((run, at) => (at % 17 === 0 ? { ...run, certain: 'spread' as const } : run));
	const whole = drawSpotChecks(runs, order);
	const isWritten = ({ run_id }: DrawnFrom) =>
		Number.parseInt(sha256Hex(`${seed} ${run_id}`).slice(0, 2), 16) < seed * 40;
	const halfWay = runs.map((run) => (isWritten(run) ? { ...run, decided: whole.get(run.run_id) ?? null } : run));
	const rest = drawSpotChecks(halfWay, order);
	expect(rest.size).toBe(halfWay.filter(({ decided }) => decided === null).length);
	for (const [id, decision] of rest) expect(decision).toEqual(whole.get(id));
});

test('later runs are drawn by themselves, and the fewest count what was drawn by chance before', () => {
	const old = grid(2, 50);
	const first = drawSpotChecks(old, { share: 0.1, delta: 1 });
	expect(drawnIn(first)).toHaveLength(30);
	const decided = old.map((run) => ({ ...run, decided: first.get(run.run_id) ?? null }));
	const later = Array.from({ length: 20 }, (_, at) => runOf('g0', 1_000 + at));
	const second = drawSpotChecks([...decided, ...later], { share: 0.1, delta: 1 });
	expect([second.size, drawnIn(second).length]).toEqual([20, 2]);
	expect([...second.values()].every(({ chance }) => chance === 0.1)).toBe(true);
});

test('each run has its chance: over many experiments those drawn are as many as the chances say', () => {
	const drawn = new Map<number, number>();
	for (let experiment = 0; experiment < 400; experiment += 1) {
		const runs = Array.from({ length: 120 }, (_, at) => ({ ...runOf('g', at), key: sha256Hex(`${experiment} ${at}`) }));
		for (const id of drawnIn(drawSpotChecks(runs, order))) {
			const at = Number(id.split('-')[1]);
			drawn.set(at, (drawn.get(at) ?? 0) + 1);
		}
	}
	const counts = Array.from({ length: 120 }, (_, at) => drawn.get(at) ?? 0);
	// 400 draws with a chance of 0.25: a standard deviation of 8.7 around 100.
	expect(Math.min(...counts)).toBeGreaterThan(60);
	expect(Math.max(...counts)).toBeLessThan(140);
});
