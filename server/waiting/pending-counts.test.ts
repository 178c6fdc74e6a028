import type { Mlflow } from '../../mlflow/client';
import { createPendingCounts } from './pending-counts';

const list = jest.fn();
const count = jest.fn();

const mlflow = {} as Mlflow;
const ours = (id: string, revision?: string) => ({
	id,
	name: `of ${id}`,
	tags: { rubric: 'tip-v1', ...(revision && { revision }) },
});

let now = 0;
let takes = 0;

beforeEach(() => {
	[now, takes] = [0, 0];
	count.mockReset().mockImplementation(async (_mlflow: Mlflow, { id }: { id: string }) => {
		now += takes;
		return {
			experiment: `of ${id}`,
			experiment_id: id,
			pending: 3,
			oldest_at: '2026-01-01T00:00:00.000Z',
			judge_kinds: [],
		};
	});
	list.mockReset().mockResolvedValue([ours('1', 'a'), ours('2', 'a')]);
});

const counted = () => count.mock.calls.map(([, { id }]) => id);

test('an experiment is counted once, and again when its revision is another', async () => {
	const counts = createPendingCounts({ now: () => now, list, count });
	await counts.look(mlflow, () => true);
	now += 10_000;
	await counts.look(mlflow, () => true);
	expect(counted()).toEqual(['1', '2']);
	list.mockResolvedValue([ours('1', 'a'), ours('2', 'b')]);
	const { runs } = await counts.look(mlflow, () => true);
	expect(counted()).toEqual(['1', '2', '2']);
	expect(runs.map(({ experiment, pending }) => [experiment, pending])).toEqual([
		['of 1', 3],
		['of 2', 3],
	]);
});

test('one that nobody raises is counted again after some minutes', async () => {
	const counts = createPendingCounts({ now: () => now, list, count });
	await counts.look(mlflow, () => true);
	now += 300_000;
	await counts.look(mlflow, () => true);
	expect(counted()).toEqual(['1', '2', '1', '2']);
});

test('counting takes a tenth of the time at most, however often the revision changes', async () => {
	list.mockResolvedValue([ours('1', 'a')]);
	takes = 2_000;
	const counts = createPendingCounts({ now: () => now, list, count });
	await counts.look(mlflow, () => true);
	for (let each = 0; each < 19; each += 1) {
		now += 1_000;
		list.mockResolvedValue([ours('1', `r${each}`)]);
		await counts.look(mlflow, () => true);
	}
	expect(counted()).toEqual(['1']);
	now += 1_000;
	await counts.look(mlflow, () => true);
	expect(counted()).toEqual(['1', '1']);
});

test('an experiment whose bench is at work, one of other tools and one that is gone are not counted', async () => {
	list.mockResolvedValue([ours('1'), ours('2'), { id: '3', name: 'others', tags: {} }]);
	const counts = createPendingCounts({ now: () => now, list, count });
	const { counted: names } = await counts.look(mlflow, ({ id }) => id !== '1');
	expect(counted()).toEqual(['2']);
	expect([...names]).toEqual(['of 2']);
	list.mockResolvedValue([]);
	expect((await counts.look(mlflow, () => true)).runs).toEqual([]);
});

test('a count that takes long keeps nobody waiting, and comes with a later look', async () => {
	let answer = () => {};
	count.mockImplementationOnce(
		() =>
			new Promise((resolve) => {
				answer = () => resolve({ experiment: 'of 1', experiment_id: '1', pending: 1, oldest_at: '', judge_kinds: [] });
			}),
	);
	const counts = createPendingCounts({ now: () => now, list, count });
	const { runs, counted: names } = await counts.look(mlflow, () => true);
	expect({ runs, names: [...names] }).toEqual({ runs: [], names: [] });
	answer();
	expect((await counts.look(mlflow, () => true)).runs).toHaveLength(2);
	expect(counted()).toEqual(['1', '2']);
});

test('MLflow that is away is told of, and asked again the next time', async () => {
	count.mockRejectedValueOnce(new Error('away'));
	const counts = createPendingCounts({ now: () => now, list, count });
	await expect(counts.look(mlflow, () => true)).rejects.toThrow('away');
	expect((await counts.look(mlflow, () => true)).runs).toHaveLength(2);
});
