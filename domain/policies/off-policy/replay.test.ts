import type { Decision } from '../decision';
import type { PolicyName } from '../policy-names';
import { replayOf } from './replay';
import type { OffPolicyResult } from './result';
import { coverageOf } from './test-support/coverage';
import { type LogShape, madeLog } from './test-support/made-log';

const shape: LogShape = { policy: 'random', users: 12, decisions: 40, tips: 4 };

test('a policy on its own log does again what it did: all weights are 1', () => {
	const own = decisionsOf({ ...shape, policy: 'egreedy-v2' }, 1);
	const { weights, estimates, logged } = replayed(own, 'egreedy-v2');
	expect(weights).toEqual({ effective_decisions: 480, effective_users: 12, mean: 1 });
	expect(estimates.value?.ips).toEqual(logged.value);
	expect(estimates.value?.better_by).toEqual({ value: 0, low: 0, high: 0 });
});

test('a policy that learns is found better than chance, and one that only sees the moment less so', () => {
	const own = decisionsOf({ ...shape, users: 40, decisions: 60 }, 2);
	const [v1, v2] = [replayed(own, 'egreedy-v1'), replayed(own, 'egreedy-v2')];
	expect(v1.estimates.value?.better_by.low).toBeGreaterThan(0);
	expect(v2.estimates.value?.snips.value).toBeGreaterThan(v1.estimates.value?.snips.value as number);
});

test('intervals of 50 logs hold the truth', () => {
	const { ips, snips, better_by } = coverageOf(shape, 'egreedy-v2', 50);
	for (const covered of [ips, snips, better_by]) expect(covered).toBeGreaterThan(0.87);
});

test('users are independent: their order is no matter, and each is asked before it is taught', () => {
	const log = decisionsOf(shape, 3);
	const ofOne = log.filter(({ user }) => user === 'u7');
	const weightsOf = (rows: readonly Decision[]) => replayed(rows, 'egreedy-v2').weights.mean * rows.length;
	const grown = ofOne.map((_row, at) => weightsOf(ofOne.slice(0, at + 1)));
	const otherLast = ofOne.map((row, at) => (at === ofOne.length - 1 ? { ...row, reward: 1 - (row.reward ?? 0) } : row));
	expect(weightsOf(otherLast)).toBe(grown.at(-1));
	const reversed = [...log].sort((a, b) => b.user.localeCompare(a.user));
	expect(replayed(reversed, 'egreedy-v2').estimates.value?.snips.value).toBeCloseTo(
		replayed(log, 'egreedy-v2').estimates.value?.snips.value as number,
		12,
	);
});

test('what a log could not show is refused, and the policy that chose it is named', () => {
	const fixed = decisionsOf({ ...shape, policy: 'fixed' }, 4);
	const { estimates, never_shown, logged } = replayed(fixed, 'egreedy-v2');
	expect([never_shown, estimates.value]).toEqual([480, null]);
	expect(estimates.reason).toMatch(/in 480 of 480 decisions egreedy-v2 may choose a tip that fixed never would/);
	expect(logged.value).not.toBeNull();
	expect(replayed(fixed, 'fixed').estimates.value?.better_by.value).toBe(0);
});

test('decisions of others teach, and are not counted', () => {
	const [fixed, chance] = [decisionsOf({ ...shape, policy: 'fixed' }, 5), decisionsOf(shape, 5)];
	const both = replayed([...fixed, ...chance], 'egreedy-v2', 'random');
	expect(both).toMatchObject({ decisions: 960, counted: 480, by_others: 480, logged_by: ['random'], never_shown: 0 });
	const alone = replayed(chance, 'egreedy-v2');
	expect(both.estimates.value?.snips.value).not.toBe(alone.estimates.value?.snips.value);
	expect(both.logged).toEqual(alone.logged);
});

test.each<[string, Decision[], RegExp]>([
	['an empty log', [], /worth 0 of the target's own, and it takes 100/],
	['too few decisions', decisionsOf({ ...shape, decisions: 8 }, 6), /worth \d\d of the target's own, and it takes 100/],
	[
		'too few users',
		decisionsOf({ ...shape, users: 4, decisions: 200 }, 7),
		/needs 5 users, and these are worth [34]\.\d/,
	],
	['no reward', decisionsOf(shape, 8).map((row) => ({ ...row, reward: null })), /worth 0/],
])('%s gives no estimate, and says why', (_name, log, reason) => {
	const { estimates } = replayed(log, 'egreedy-v2');
	expect(estimates.value).toBeNull();
	expect(estimates.reason).toMatch(reason);
});

test('what a person should know is said', () => {
	const log = decisionsOf({ ...shape, tips: 2 }, 9);
	expect(replayed(log, 'random').notes).toEqual([]);
	const [first, second, ...rest] = log as [Decision, Decision, ...Decision[]];
	const shuffled = replayed(
		[second, first, ...rest.map((row, at) => (at === 5 ? { ...row, reward: null } : row))],
		'random',
	);
	expect(shuffled.notes).toEqual([
		expect.stringMatching(/^1 decision without a reward counts nowhere/),
		expect.stringMatching(/^before 1 decision a later one of the same user stands/),
	]);
	const wrong = log.map((row) => ({ ...row, propensities: [0.25, 0.75], propensity: row.chosen === 0 ? 0.25 : 0.75 }));
	expect(replayed(wrong, 'random').notes).toEqual([expect.stringMatching(/^the weights' mean is 1\.\d+/)]);
});

function decisionsOf(of: LogShape, seed: number): Decision[] {
	return madeLog(of, seed).map(({ decision }) => decision);
}

function replayed(log: readonly Decision[], policy: PolicyName, loggedBy?: PolicyName): OffPolicyResult {
	const replay = replayOf(policy, loggedBy === undefined ? {} : { loggedBy });
	for (const decision of log) replay.take(decision);
	return replay.result();
}
