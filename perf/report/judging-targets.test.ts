import type { CommandBeside } from '../sections/many-runs';
import { judgingTargets, manyRunsTargets, sittingTargets } from './judging-targets';
import { madeUpPass as pass, madeUpRow as row } from './made-up-results';
import { readingOf } from './prompt-reading';

const reached = (targets: ReturnType<typeof judgingTargets>) =>
	Object.fromEntries(targets.map(({ what, reached: is }) => [what, is]));

test('judging is held to one load, to the bare loop, and to what the engine can go on from', () => {
	const reading = (wallMs: number, loads: number, promptEvalMs: readonly number[]) => ({
		...pass(wallMs, loads, []),
		promptEvalMs,
	});
	const ours = row('ours', [reading(1040, 1, [100, 20, 30]), reading(1050, 2, [100, 20, 90])]);
	const bare = row('bare', [pass(1000, 1, []), pass(1000, 1, [])]);
	const inspect = row('inspect', [pass(1000, 1, []), pass(1000, 1, [])]);
	const sliding = { model: 'g', promptEvalMs: [] };
	expect(reached(judgingTargets({ runs: 48, rounds: 2, rows: [ours, bare, inspect], sliding }))).toEqual({
		'judging: loads': false,
		'judging, wall time in times of a bare loop’s over the same requests': true,
		'judging, wall time in times of Inspect AI’s': false,
		'judging: reading of a later prompt, the largest, in times of the first’s': false,
	});
	expect(judgingTargets({ runs: 48, rounds: 2, rows: [bare], sliding })).toEqual([]);
});

test('what is read of later prompts is told in times of the first', () => {
	expect(readingOf([200, 20, 40, 100])).toEqual({ first: 200, middle: 0.2, largest: 0.5 });
	expect(readingOf([200])).toBeNull();
});

test('a sitting is held to its slowest keys but one in a hundred', () => {
	const keysMs = [...new Array<number>(99).fill(5), 400, 400];
	const measured = { runs: 5_000, firstItemMs: 1, keysMs, lastOfItem: [] };
	expect(sittingTargets(measured)).toMatchObject([{ wanted: '≤ 50 ms', reached: false }]);
	expect(sittingTargets({ ...measured, keysMs: keysMs.slice(0, 99) })).toMatchObject([{ reached: true }]);
	expect(sittingTargets({ ...measured, keysMs: [] })).toEqual([]);
});

test('commands over many runs are held to MLflow alone in the same turn', () => {
	const command = (name: CommandBeside['name'], ours: number[]) => ({ name, ours, mlflowAlone: [10, 20], memory: 1e8 });
	const commands = [
		command('judge export', [12, 26]),
		command('judge apply', [14, 28]),
		command('leaderboard', [1_010, 3_020]),
	];
	const targets = manyRunsTargets({ runs: 10_000, lanes: 2, pageSize: 100, tried: {}, commands, reportBytes: 6e6 });
	expect(targets.map(({ what, reached: is }) => [what, is])).toEqual([
		['judge export of 10,000 runs, in times of what MLflow takes to serve them', true],
		['judge apply of 10,000 runs, in times of what MLflow takes to serve and store them', false],
		['leaderboard of 10,000 runs, beyond what MLflow takes to serve them', true],
		['the report of 10,000 runs', false],
	]);
});
