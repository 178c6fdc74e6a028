import { emptyRidge, learn, type Ridge, uncertaintyOf, weightsOf } from './ridge';
import { freshSolve, madeExamples } from './test-support/made-examples';

const learnAll = (examples: ReturnType<typeof madeExamples>, dimension: number): Ridge =>
	examples.reduce((ridge, { x, reward }) => learn(ridge, x, reward), emptyRidge(dimension, 1));

function expectNear(values: ArrayLike<number>, others: ArrayLike<number>, within: number): void {
	expect(values).toHaveLength(others.length);
	for (let at = 0; at < others.length; at += 1)
		expect(Math.abs((values[at] as number) - (others[at] as number))).toBeLessThan(within);
}

test.each([1, 2, 7, 12])('one by one is the same as all at once, with %i features', (dimension) => {
	for (const count of [0, 1, dimension, 200]) {
		const examples = madeExamples(count, dimension, count + 1);
		expectNear(weightsOf(learnAll(examples, dimension)), freshSolve(examples, dimension, 1), 1e-12);
	}
});

test('after 100,000 updates it is still the fresh solve: nothing has drifted', () => {
	const examples = madeExamples(100_000, 12);
	expectNear(weightsOf(learnAll(examples, 12)), freshSolve(examples, 12, 1), 1e-10);
});

test('nearly equal features, learned over and over, lose nothing', () => {
	const examples = madeExamples(20_000, 12).map(({ x, reward }) => ({
		x: x.map((each, at) => (at === 11 ? (x[1] as number) + 1e-6 * each : each)),
		reward,
	}));
	expectNear(weightsOf(learnAll(examples, 12)), freshSolve(examples, 12, 1), 1e-8);
});

test('the order of the updates changes the weights by rounding alone', () => {
	const examples = madeExamples(1_000, 12);
	const weights = weightsOf(learnAll(examples, 12));
	expectNear(weightsOf(learnAll(examples.toReversed(), 12)), weights, 1e-12);
	const byReward = examples.toSorted((a, b) => a.reward - b.reward);
	expectNear(weightsOf(learnAll(byReward, 12)), weights, 1e-12);
});

test('what was learned from stays as it was', () => {
	const before = learnAll(madeExamples(10, 7), 7);
	const kept = structuredClone(before);
	learn(before, [1, 2, 3, 4, 5, 6, 7], 1);
	expect(before).toEqual(kept);
});

test('the uncertainty of what was seen often falls, and of what was never seen stays 1', () => {
	const [seen, unseen] = [
		[1, 0, 0],
		[0, 1, 0],
	];
	let ridge = emptyRidge(3, 1);
	for (let times = 0; times < 100; times += 1) {
		expect(uncertaintyOf(ridge, seen)).toBeCloseTo(1 / Math.sqrt(1 + times), 12);
		expect(uncertaintyOf(ridge, unseen)).toBe(1);
		ridge = learn(ridge, seen, 0.5);
	}
});

test('features as large as are taken leave finite weights', () => {
	let ridge = emptyRidge(12, 1);
	for (const { x, reward } of madeExamples(1_000, 12))
		ridge = learn(
			ridge,
			x.map((each) => each * 1e6),
			reward,
		);
	expect(weightsOf(ridge).every(Number.isFinite)).toBe(true);
});
