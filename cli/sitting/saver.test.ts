import { TipBenchError } from '../../domain/errors';
import type { Draft } from './draft';
import { createSaver } from './saver';

type ToStore = Draft['unstored'][number];

const scored = (run_id: string): ToStore => ({
	...{ run_id, scores: { tone: 4 }, note: '', replace: false, by: 'Ada', judged_at: 1 },
});

/** A saver with what waits, and a store that answers as it is told. */
function saverWith(ids: readonly string[], answers: readonly (Error | null)[]) {
	let waiting = ids.map(scored);
	const stored: string[] = [];
	const refused: string[] = [];
	const left = [...answers];
	const saver = createSaver({
		waiting: () => waiting,
		store: async ({ run_id }) => {
			const answer = left.shift() ?? null;
			if (answer !== null) throw answer;
			stored.push(run_id);
		},
		settled: (each, why) => {
			waiting = waiting.filter((other) => other !== each);
			if (why !== null) refused.push(`${each.run_id}: ${why}`);
		},
		changed: () => undefined,
	});
	return { saver, stored, refused, waiting: () => waiting };
}

const away = new TipBenchError('MlflowUnavailable', 'MLflow does not answer');

test('what is scored is stored in its order, once each', async () => {
	const { saver, stored, waiting } = saverWith(['a', 'b', 'c'], []);
	saver.wake();
	saver.wake();
	await saver.settle(1_000);
	expect(stored).toEqual(['a', 'b', 'c']);
	expect(waiting()).toEqual([]);
	expect(saver.trouble()).toBeNull();
});

test('while MLflow is away it says so, keeps all of it, and goes on when it is back', async () => {
	const { saver, stored, waiting } = saverWith(['a', 'b'], [away, away]);
	saver.wake();
	await new Promise((resolve) => setTimeout(resolve, 50));
	expect(saver.trouble()).toBe('not stored yet, tried 1 time: MLflow does not answer');
	expect(waiting()).toHaveLength(2);
	await saver.settle(5_000);
	expect(stored).toEqual(['a', 'b']);
	expect(saver.trouble()).toBeNull();
});

test('whoever ends does not wait for ever, and what is not stored stays', async () => {
	const { saver, stored, waiting } = saverWith(['a'], Array(50).fill(away));
	const began = Date.now();
	await saver.settle(200);
	expect(Date.now() - began).toBeLessThan(2_000);
	expect(stored).toEqual([]);
	expect(waiting()).toHaveLength(1);
});

test('what no wait mends is put aside with its reason, and the rest goes on', async () => {
	const conflict = new TipBenchError('JudgmentConflict', 'run a was judged by Ada');
	const { saver, stored, refused } = saverWith(['a', 'b'], [conflict]);
	await saver.settle(1_000);
	expect(refused).toEqual(['a: run a was judged by Ada']);
	expect(stored).toEqual(['b']);
});
