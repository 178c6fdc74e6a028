import { beginState, dimensionOf, epsilon, mostTips, score, seenBy, statsOf, update } from './policies';
import { policyNames } from './policy-names';
import { learned, madeExamples } from './test-support/made-examples';

const tipsFor = (policy: (typeof policyNames)[number], count: number, seed = 7) =>
	madeExamples(count, dimensionOf(policy), seed).map(({ x }) => x);

const sumOf = (values: readonly number[]) => values.reduce((sum, each) => sum + each, 0);

describe.each(policyNames)('%s', (policy) => {
	test.each([1, 2, 3, 20, 1_000])(
		'the propensities of %i tips sum to 1, and that of the chosen one is not 0',
		(count) => {
			for (const seed of [1, 2, 3]) {
				const { propensities, choice } = score(learned(policy, 30, `u${seed}`), tipsFor(policy, count, seed));
				expect(propensities).toHaveLength(count);
				expect(Math.abs(sumOf(propensities) - 1)).toBeLessThan(1e-12);
				expect(propensities.every((each) => each >= 0 && each <= 1)).toBe(true);
				expect(propensities[choice]).toBeGreaterThan(0);
			}
		},
	);

	test('tips are chosen as often as their propensities say', () => {
		const tips = tipsFor(policy, 4);
		let state = learned(policy, 30);
		const { propensities } = score(state, tips);
		const chosen = [0, 0, 0, 0];
		for (let times = 0; times < 10_000; times += 1) {
			const scored = score(state, tips);
			chosen[scored.choice] = (chosen[scored.choice] as number) + 1;
			state = scored.state;
		}
		// Four standard deviations of a share of 10,000 are 0.02 at most.
		for (const [at, each] of propensities.entries())
			expect(Math.abs((chosen[at] as number) / 10_000 - each)).toBeLessThan(0.02);
		expect(state.decisions).toBe(10_000);
	});

	test('the same user chooses the same again, and what was given is left as it was', () => {
		const play = (user: string) => {
			let state = learned(policy, 10, user);
			return Array.from({ length: 200 }, (_none, at) => {
				const tips = tipsFor(policy, 5, at);
				const before = structuredClone(state);
				const scored = score(state, tips);
				expect(state).toEqual(before);
				state = update(scored.state, tips[scored.choice] as number[], at % 2);
				return scored.choice;
			});
		};
		expect(play('ann')).toEqual(play('ann'));
		if (policy === 'random' || policy.startsWith('egreedy')) expect(play('bob')).not.toEqual(play('ann'));
	});

	const dimension = dimensionOf(policy);
	const made = (change: (x: number[]) => number[]) => change(Array.from({ length: dimension }, () => 0.5));

	test.each<[string, number[], string]>(
		(
			[
				['a feature too many', made((x) => [...x, 0]), `has ${dimension + 1} feature`],
				['a feature too few', made((x) => x.slice(1)), `has ${dimension - 1} feature`],
				['no number', made((x) => [Number.NaN, ...x.slice(1)]), 'feature 1 of'],
				['infinity', made((x) => [...x.slice(1), Number.POSITIVE_INFINITY]), `feature ${dimension} of`],
				['a huge number', made((x) => [...x.slice(1), -1e6 - 1]), 'within ±1,000,000'],
			] satisfies [string, number[], string][]
		).slice(0, dimension === 0 ? 1 : 5),
	)('refuses %s, to score and to learn', (_name, x, message) => {
		const state = learned(policy, 5);
		const refusal = expect.objectContaining({ code: 'PolicyInputInvalid', message: expect.stringContaining(message) });
		expect(() => score(state, [made((fine) => fine), x])).toThrow(refusal);
		expect(() => score(state, [x])).toThrow(expect.objectContaining({ message: expect.stringContaining('tip 1') }));
		expect(() => update(state, x, 1)).toThrow(refusal);
	});

	test.each([2, -0.1, Number.NaN, Number.POSITIVE_INFINITY])('refuses a reward of %d', (reward) => {
		const x = made((fine) => fine);
		expect(() => update(learned(policy, 5), x, reward)).toThrow(
			expect.objectContaining({
				code: 'PolicyInputInvalid',
				message: expect.stringContaining(`this one is ${reward}`),
			}),
		);
	});

	test.each([0, mostTips + 1, 10_000])('refuses %i tips', (count) => {
		const x = made((fine) => fine);
		const refusal = expect.objectContaining({ code: 'PolicyInputInvalid', message: expect.stringMatching(/tip/) });
		expect(() =>
			score(
				beginState(policy, 'u'),
				Array.from({ length: count }, () => x),
			),
		).toThrow(refusal);
	});
});

test('of equals the first is the best', () => {
	const x = [1, 0, 0, 0, 0, 0, 0];
	const { propensities } = score(beginState('egreedy-v1', 'u'), [x, x, x, x]);
	expect(propensities).toEqual([epsilon / 4 + (1 - epsilon), epsilon / 4, epsilon / 4, epsilon / 4]);
	expect(score(learned('linucb', 9), [x, x]).choice).toBe(0);
});

test('policies with the same user explore at the same times, and the same tips', () => {
	const choices = (policy: 'egreedy-v1' | 'egreedy-v2') => {
		let state = learned(policy, 20, 'ann');
		return Array.from({ length: 500 }, () => {
			const scored = score(state, tipsFor(policy, 10));
			state = scored.state;
			return scored.choice === scored.propensities.indexOf(Math.max(...scored.propensities)) ? 'best' : scored.choice;
		});
	};
	const [v1, v2] = [choices('egreedy-v1'), choices('egreedy-v2')];
	const explored = (at: number) => v1[at] !== 'best' && v2[at] !== 'best';
	const both = v1.flatMap((_each, at) => (explored(at) ? [at] : []));
	expect(both.length).toBeGreaterThan(10);
	for (const at of both) expect(v1[at]).toBe(v2[at]);
});

test('what a policy sees of a whole context is its beginning', () => {
	const whole = Array.from({ length: 12 }, (_none, at) => at);
	expect(seenBy('egreedy-v1', [whole])).toEqual([whole.slice(0, 7)]);
	expect(seenBy('egreedy-v2', [whole])).toEqual([whole]);
	expect(seenBy('random', [whole])).toEqual([[]]);
});

test('stats tell what was decided and learned', () => {
	const before = statsOf(beginState('linucb', 'u'));
	expect(before).toEqual({
		...{ policy: 'linucb', dimension: 7, decisions: 0, rewards: 0, mean_reward: null },
		weights: [0, 0, 0, 0, 0, 0, 0],
	});
	const x = [1, 0, 0, 0, 0, 0, 0];
	const { state } = score(beginState('linucb', 'u'), [x]);
	const after = statsOf(update(update(state, x, 1), x, 0.5));
	expect(after).toMatchObject({ decisions: 1, rewards: 2, mean_reward: 0.75 });
	// 1.5 over the two examples and the one that λ counts for.
	expect(after.weights[0]).toBeCloseTo(0.5, 12);
});
