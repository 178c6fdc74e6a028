import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beginState, score, update } from './policies';
import { emptyRidge, learn, type Ridge, uncertaintyOf, weightsOf } from './ridge';

// Numbers of scikit-learn and MABWiser, made by test/references/policies.py.

interface References {
	ridges: { x: number[][]; y: number[]; penalty: number; weights: number[] }[];
	arms_of_mabwiser: {
		policy: 'LinGreedy' | 'LinUCB';
		arms: number[];
		rewards: number[];
		contexts: number[][];
		questions: number[][];
		expectations: number[][];
	}[];
	tips_of_mabwiser: {
		policy: 'egreedy-v1' | 'egreedy-v2' | 'linucb';
		x: number[][];
		y: number[];
		questions: number[][];
		expectations: number[];
	}[];
}

const file = join(__dirname, '../../test/references/policies.json');
const references: References = JSON.parse(readFileSync(file, 'utf8'));

test.each(references.ridges)('scikit-learn: Ridge of $x.length, λ = $penalty', ({ x, y, penalty, weights }) => {
	const ridge = learnAll(x, y, penalty);
	for (const [at, weight] of weightsOf(ridge).entries()) expect(weight).toBeCloseTo(weights[at] as number, 9);
});

test.each(references.arms_of_mabwiser)('MABWiser: $policy, a model an arm', (reference) => {
	const { policy, arms, rewards, contexts, questions } = reference;
	const models = [...new Set(arms)].sort().map((arm) => {
		const own = arms.flatMap((each, at) => (each === arm ? [at] : []));
		return learnAll(
			own.map((at) => contexts[at] as number[]),
			own.map((at) => rewards[at] as number),
			1,
		);
	});
	for (const [at, x] of questions.entries())
		for (const [arm, ridge] of models.entries()) {
			const hope = policy === 'LinUCB' ? uncertaintyOf(ridge, x) : 0;
			const expected = weightsOf(ridge).reduce((sum, weight, each) => sum + weight * (x[each] as number), hope);
			expect(expected).toBeCloseTo(reference.expectations[at]?.[arm] as number, 9);
		}
});

test.each(references.tips_of_mabwiser)(
	'MABWiser: $policy after $x.length rewards, a model for all tips',
	(reference) => {
		const { policy, x, y, questions, expectations } = reference;
		const state = x.reduce((before, each, at) => update(before, each, y[at] as number), beginState(policy, 'u'));
		const { scores, choice, propensities } = score(state, questions);
		for (const [at, each] of scores.entries()) expect(each).toBeCloseTo(expectations[at] as number, 9);
		const best = expectations.indexOf(Math.max(...expectations));
		expect(propensities.indexOf(Math.max(...propensities))).toBe(best);
		if (policy === 'linucb') expect(choice).toBe(best);
	},
);

function learnAll(x: readonly number[][], y: readonly number[], penalty: number): Ridge {
	const empty = emptyRidge(x[0]?.length as number, penalty);
	return x.reduce((ridge, each, at) => learn(ridge, each, y[at] as number), empty);
}
