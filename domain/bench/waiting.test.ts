import { initialStatus, type Status } from './status';
import { troubleWith } from './troubles';
import { type WaitingBench, type WaitingSources, waitingItems } from './waiting';

const at = (day: number) => `2026-01-0${day}T00:00:00.000Z`;

const nothing: WaitingSources = { benches: [], runs: [], counted: new Set(), lost: [], away: [] };

function bench(id: string, more: Partial<Status> | null, other: Partial<WaitingBench> = {}): WaitingBench {
	const status = more === null ? null : { ...initialStatus(id), ...more };
	return { id, experiment: id, isRunning: true, startedAt: at(2), status, failedCells: 0, failure: null, ...other };
}

const wait = (reminders: number) =>
	({ since: at(3), reminders, next_reminder: at(9), deadline: null, on_deadline: 'wait' }) as const;

const kindsOf = (sources: Partial<WaitingSources>) =>
	waitingItems({ ...nothing, ...sources }).map(({ kind, count, experiment }) => [kind, count, experiment]);

test('nothing waits where nothing does', () => {
	expect(waitingItems(nothing)).toEqual([]);
	expect(kindsOf({ benches: [bench('a', { phase: 'collecting' })] })).toEqual([]);
});

test('runs that MLflow counts wait, by whom they wait for', () => {
	const runs = [{ experiment: 'a/b', pending: 1, oldest_at: at(1), judge_kinds: ['human', 'claude-code'] }];
	expect(waitingItems({ ...nothing, runs })).toEqual([
		{
			...{ kind: 'to-score', experiment: 'a/b', count: 1, since: at(1) },
			text: '1 run of a/b waits for a score by human or claude-code',
		},
	]);
});

test('where MLflow was not asked about an experiment, its bench says what it knows', () => {
	const benches = [bench('a', { phase: 'awaiting-judge', pending_judgments: 4, wait: wait(0) })];
	expect(kindsOf({ benches, counted: new Set(['a']) })).toEqual([]);
	expect(kindsOf({ benches })).toEqual([['to-score', 4, 'a']]);
	expect(kindsOf({ benches, runs: null, counted: new Set(['a']) })).toEqual([['to-score', 4, 'a']]);
});

test('a bench that waits for its judge tells of reminders, disagreements and failed cells', () => {
	const cells = { ...initialStatus('a').cells, failed: 2 };
	const status = { phase: 'awaiting-judge', wait: wait(2), disagreements: 3, cells } as const;
	expect(kindsOf({ benches: [bench('a', status)] })).toEqual([
		['failed-cells', 2, 'a'],
		['disagreements', 3, 'a'],
		['reminder', 2, 'a'],
	]);
	// While it works it may try them again by itself, and nobody can do anything.
	expect(kindsOf({ benches: [bench('a', { ...status, phase: 'collecting' })] })).toEqual([]);
});

test('an ended bench tells of cells that it gave up, and why it failed', () => {
	const ended = bench('a', null, { isRunning: false, failedCells: 5, failure: 'NothingUsable: all cells failed' });
	expect(kindsOf({ benches: [ended] })).toEqual([
		['failed-cells', 5, 'a'],
		['failed-bench', 1, 'a'],
	]);
});

test('what stands still comes first, with what to do', () => {
	const since = at(5);
	const found = { type: 'fillRuns', model: null, code: 'MlflowUnavailable', why: 'away', tries: 4, since };
	const items = waitingItems({
		...nothing,
		benches: [
			bench('a', { phase: 'collecting', troubles: [troubleWith(found), troubleWith({ ...found, why: 'other' })] }),
		],
		runs: [{ experiment: 'b', pending: 9, oldest_at: at(1), judge_kinds: [] }],
		lost: [{ queue: 'gpu', holder: 'gone', since: at(6) }],
	});
	expect(items.map(({ kind }) => kind)).toEqual(['trouble', 'lost-lease', 'to-score']);
	expect(items[0]).toMatchObject({ count: 2, since, text: expect.stringContaining('(and 1 more)') });
	expect(items[0]?.remedy).toContain('Start MLflow');
});

test('no worker is one thing for all benches, and another where only some are not answered for', () => {
	const [silent, other] = [bench('a', null), bench('b', null, { experiment: null })];
	expect(waitingItems({ ...nothing, benches: [silent, other] })).toMatchObject([
		{ kind: 'trouble', count: 2, text: 'no worker answers for 2 benches' },
	]);
	expect(waitingItems({ ...nothing, benches: [silent] })).toMatchObject([
		{ kind: 'trouble', bench: 'a', text: 'no worker answers for 1 bench' },
	]);
	expect(waitingItems({ ...nothing, benches: [silent, bench('c', { phase: 'collecting' })] })).toMatchObject([
		{ kind: 'trouble', bench: 'a', count: 1 },
	]);
});

test('a part that is away is told of', () => {
	expect(
		waitingItems({ ...nothing, runs: null, away: [{ part: 'mlflow', since: at(1), why: 'it does not answer' }] }),
	).toEqual([{ kind: 'trouble', count: 1, since: at(1), text: 'MLflow is away: it does not answer' }]);
});
