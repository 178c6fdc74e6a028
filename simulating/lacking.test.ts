import type { KeptPair } from '../mlflow/sim-runs';
import { widestByKey } from './lacking';

const kept = (run_id: string, key: string, episodes: number, at: number): KeptPair => ({
	...{ run_id, key, episodes, at, persona: { name: 'a', hash: 'h' }, policy: 'fixed' },
	setting: { steps: 1, tips: 2, profiles: 'by-kind' },
	results: () => ({ from: 0, rewards: [], regrets: [], curve_sums: [], curve_squares: [] }),
});
const widest = (...runs: KeptPair[]) => [...widestByKey(runs).values()].map(({ run_id }) => run_id);

test('of two runs of a key all see the same one as the widest, in whatever order MLflow gives them', () => {
	const [few, many] = [kept('a', 'k', 2, 1), kept('b', 'k', 3, 2)];
	expect(widest(few, many)).toEqual(['b']);
	expect(widest(many, few)).toEqual(['b']);
	const [early, late] = [kept('d', 'k', 3, 1), kept('c', 'k', 3, 2)];
	expect(widest(early, late)).toEqual(['d']);
	expect(widest(late, early)).toEqual(['d']);
	const [one, two] = [kept('e', 'k', 3, 1), kept('f', 'k', 3, 1)];
	expect(widest(two, one)).toEqual(['e']);
	expect(widest(one, two)).toEqual(['e']);
	expect(widest(kept('g', 'k', 0, 1), kept('h', 'other', 1, 1))).toEqual(['h']);
});
