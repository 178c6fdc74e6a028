import { dimensionOf, score, update } from './policies';
import { policyNames } from './policy-names';
import { readState, writeState } from './policy-state';
import { learned, madeExamples } from './test-support/made-examples';

test.each(policyNames)('%s: a state that was written and read goes on as it would have', (policy) => {
	const dimension = dimensionOf(policy);
	const state = learned(policy, 300);
	const read = readState(writeState(state), policy, dimension);
	expect(read).toEqual(state);
	expect(writeState(read)).toBe(writeState(state));
	const tips = madeExamples(10, dimension, 5).map(({ x }) => x);
	const goOn = (from: typeof state) => {
		const scored = score(from, tips);
		return { scored, text: writeState(update(scored.state, tips[scored.choice] as number[], 1 / 3)) };
	};
	expect(goOn(read)).toEqual(goOn(state));
});

test('it is small enough for 100,000 users', () => {
	expect(writeState(learned('egreedy-v2', 10_000)).length).toBeLessThan(3_000);
});

const text = writeState(learned('egreedy-v2', 20));
const changed = (change: object) => JSON.stringify({ ...JSON.parse(text), ...change });
const kept: { factor: number[]; moments: number[] } = JSON.parse(text);

test.each<[string, string, RegExp]>([
	['nothing', '', /is not one of tip-bench-policy\/1/],
	['a text that was cut', text.slice(0, -10), /is not one of/],
	['another version', changed({ format: 'tip-bench-policy/2' }), /: format /],
	['no version', changed({ format: undefined }), /: format /],
	['another policy', changed({ policy: 'linucb' }), /a state of linucb was to be read as one of egreedy-v2/],
	['an unknown policy', changed({ policy: 'egreedy-v3' }), /: policy /],
	['another dimension', writeState(learned('egreedy-v1', 20)).replace('egreedy-v1', 'egreedy-v2'), /has 7 dimensions/],
	['a dimension that is not its own', changed({ dimension: 7 }), /has 7 dimensions, 12 moments/],
	['a factor too few', changed({ factor: kept.factor.slice(1) }), /77 factors/],
	['no number', changed({ moments: [null, ...kept.moments.slice(1)] }), /: moments\.0 /],
	['infinity', text.replace(/"moments":\[[^,]+/, '"moments":[1e999'), /: moments\.0 /],
	['a factor that none can have', changed({ factor: [0, ...kept.factor.slice(1)] }), /its factor is damaged/],
	['a stream that stands still', changed({ random: [0, 0, 0, 0] }), /its stream of random numbers is damaged/],
	['a fraction of an example', changed({ examples: 1.5 }), /: examples /],
	['what nobody knows', changed({ more: 1 }), /more/],
])('%s is never read as a state', (_name, wrong, message) => {
	expect(() => readState(wrong, 'egreedy-v2', 12)).toThrow(
		expect.objectContaining({ code: 'PolicyStateInvalid', message: expect.stringMatching(message) }),
	);
});
