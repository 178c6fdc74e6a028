import { initialStatus } from '../../domain/bench/status';
import { TipBenchError } from '../../domain/errors';
import { createBenchFeeds } from './bench-feeds';
import type { FeedEvent } from './poller';
import { type ShownBench, shownBench } from './shown-bench';

const addresses = { temporalUi: null, namespace: 'default' } as Parameters<typeof shownBench>[1];

function benchOf(state: string, phase: 'collecting' | 'done' = 'collecting', done = 0): ShownBench {
	const status = initialStatus('tips-1');
	return shownBench(
		{
			bench: {
				...{ id: 'tips-1', runId: 'run', state, experiment: 'tips-1', mlflow: null, gpus: null },
				...{ startedAt: new Date(0), endedAt: state === 'RUNNING' ? null : new Date(0), failedTasks: 0 },
			},
			status: { ...status, phase, cells: { ...status.cells, done } },
			holders: new Map(),
		},
		addresses,
	);
}

const parts = { noteAway: () => 5_000 } as unknown as Parameters<typeof createBenchFeeds>[0]['parts'];

function feedsOf(looks: (ShownBench | Error)[]) {
	const asked: string[] = [];
	const look = async (id: string) => {
		asked.push(id);
		const next = looks.length > 1 ? looks.shift() : looks[0];
		if (next instanceof Error) throw next;
		if (next === undefined) throw new Error('nothing more to see');
		return next;
	};
	const find = async (name: string) => {
		asked.push(`find ${name}`);
		return name === 'tips' ? 'tips-1' : name;
	};
	return { feeds: createBenchFeeds({ parts, now: () => 1_000_000 }, look, find), asked };
}

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

test('fifty viewers ask as much as one, and nobody who left asks at all', async () => {
	const { feeds, asked } = feedsOf([benchOf('RUNNING')]);
	const leave = Array.from({ length: 50 }, () => feeds.of('tips-1').watch(() => {}));
	await jest.advanceTimersByTimeAsync(5_500);
	expect(asked).toHaveLength(6);
	for (const each of leave) each();
	await jest.advanceTimersByTimeAsync(10_000);
	expect(asked).toHaveLength(6);
	feeds.of('tips-1').watch(() => {});
	await jest.advanceTimersByTimeAsync(0);
	expect(asked).toHaveLength(7);
	feeds.close();
	await jest.advanceTimersByTimeAsync(10_000);
	expect(asked).toHaveLength(7);
});

test('only what has changed is told, also to one who comes later; its end is the last', async () => {
	const looks = [
		benchOf('RUNNING'),
		benchOf('RUNNING'),
		benchOf('RUNNING', 'collecting', 1),
		benchOf('COMPLETED', 'done', 2),
	];
	const { feeds, asked } = feedsOf(looks);
	const [first, later]: FeedEvent[][] = [[], []];
	const poller = feeds.of('tips-1');
	poller.watch((event) => first?.push(event));
	await jest.advanceTimersByTimeAsync(1_500);
	poller.watch((event) => later?.push(event));
	await jest.advanceTimersByTimeAsync(10_000);
	const doneOf = (events: FeedEvent[] | undefined) => events?.map(({ data }) => JSON.parse(data).status.cells.done);
	expect(doneOf(first)).toEqual([0, 1, 2]);
	expect(doneOf(later)).toEqual([0, 1, 2]);
	expect(first?.map(({ isLast }) => isLast)).toEqual([false, false, true]);
	expect(asked).toHaveLength(4);
});

test('the same content has the same id in another server', async () => {
	const ids = await Promise.all(
		[1, 2].map(async () => {
			const { feeds } = feedsOf([benchOf('COMPLETED', 'done')]);
			const poller = feeds.of('tips-1');
			poller.watch(() => {});
			return (await poller.current()).id;
		}),
	);
	expect(ids[0]).toBe(ids[1]);
});

test('while Temporal is away the last sight stays, with since when; then it goes on', async () => {
	const { feeds } = feedsOf([benchOf('RUNNING'), new Error('14 UNAVAILABLE'), benchOf('RUNNING', 'collecting', 3)]);
	const seen: ShownBench[] = [];
	feeds.of('tips-1').watch(({ data }) => seen.push(JSON.parse(data)));
	await jest.advanceTimersByTimeAsync(1_100);
	expect(seen.at(-1)).toMatchObject({
		away: { part: 'temporal', since: '1970-01-01T00:00:05.000Z' },
		doing: 'working',
	});
	await jest.advanceTimersByTimeAsync(3_100);
	expect(seen.at(-1)).toMatchObject({ away: null, status: { cells: { done: 3 } } });
	feeds.close();
});

test('the first look fails for whoever asked, and is no poller after that', async () => {
	const { feeds, asked } = feedsOf([new TipBenchError('UnknownName', 'no bench x')]);
	const poller = feeds.of('x');
	poller.watch(() => {});
	await expect(poller.current()).rejects.toThrow('no bench x');
	expect(feeds.of('x')).not.toBe(poller);
	await jest.advanceTimersByTimeAsync(10_000);
	expect(asked).toEqual(['x', 'x']);
});

test('one that Temporal has forgotten has ended', async () => {
	const { feeds } = feedsOf([benchOf('RUNNING'), new TipBenchError('UnknownName', 'no bench')]);
	const seen: FeedEvent[] = [];
	feeds.of('tips-1').watch((event) => seen.push(event));
	await jest.advanceTimersByTimeAsync(5_000);
	expect(seen.at(-1)).toMatchObject({ isLast: true });
	expect(JSON.parse(seen.at(-1)?.data ?? '')).toMatchObject({ doing: 'ended' });
});

test('a run that was terminated a moment ago may be a reset', async () => {
	const ended = { ...benchOf('TERMINATED'), ended_at: new Date(999_000).toISOString() };
	const { feeds } = feedsOf([benchOf('RUNNING'), ended, benchOf('RUNNING', 'collecting', 7)]);
	const seen: FeedEvent[] = [];
	feeds.of('tips-1').watch((event) => seen.push(event));
	await jest.advanceTimersByTimeAsync(2_500);
	expect(seen.map(({ isLast }) => isLast)).toEqual([false, false, false]);
	feeds.close();
});

test('a name is looked up once for all who watch, and again where nobody does any more', async () => {
	const { feeds, asked } = feedsOf([benchOf('RUNNING')]);
	expect(await Promise.all([feeds.idOf('tips'), feeds.idOf('tips'), feeds.idOf('tips-1')])).toEqual([
		...['tips-1', 'tips-1', 'tips-1'],
	]);
	const leave = feeds.of('tips-1').watch(() => {});
	await feeds.idOf('tips');
	expect(asked.filter((each) => each.startsWith('find'))).toEqual(['find tips', 'find tips-1']);
	leave();
	await feeds.idOf('tips');
	expect(asked.filter((each) => each === 'find tips')).toHaveLength(2);
	feeds.close();
});
