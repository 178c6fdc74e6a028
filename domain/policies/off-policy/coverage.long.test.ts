import type { PolicyName } from '../policy-names';
import { coverageOf } from './test-support/coverage';
import type { LogShape } from './test-support/made-log';

// Seen with 200 logs each: IPS 0.95 to 0.975, self-normalised 0.93 to 0.965, the difference 0.92 to 0.98.

const usual: LogShape = { policy: 'random', users: 40, decisions: 25, tips: 4 };

test.each<[string, LogShape, PolicyName]>([
	['chance, 40 users', usual, 'egreedy-v2'],
	['chance, 8 users', { ...usual, users: 8, decisions: 60 }, 'egreedy-v2'],
	['a greedy policy, 40 users', { ...usual, policy: 'egreedy-v1', decisions: 60 }, 'egreedy-v2'],
	['a greedy policy, 100 users', { ...usual, policy: 'egreedy-v1', users: 100, decisions: 30 }, 'egreedy-v2'],
	['a greedy policy, for chance', { ...usual, policy: 'egreedy-v1', decisions: 60 }, 'random'],
])(
	'intervals hold the truth in logs of %s',
	(_name, shape, target) => {
		const { ips, snips, better_by, estimated } = coverageOf(shape, target, 150);
		expect(estimated).toBeGreaterThan(140);
		for (const covered of [ips, snips, better_by]) {
			expect(covered).toBeGreaterThan(0.9);
		}
	},
	300_000,
);
