import { type GateEvidence, maySetGate } from './may-set-gate';

const kappa = (value: number | null, low: number | null) => ({
	...{
		value,
		low,
		high: low === null ? null : 0.95,
		reason: low === null ? 'no interval: it needs 5 scenarios, there are 4' : null,
	},
});
const given: GateEvidence = { kappa: kappa(0.8, 0.7), altTest: null, minKappa: 0.6, evidence: true };
const won = (winning_rate: number | null) => ({
	winning_rate,
	epsilon: 0.15,
	reason: winning_rate === null ? 'it needs two people' : null,
});

test.each<[string, Partial<GateEvidence>, 'kappa' | 'alt-test' | null, string]>([
	['the lower end is enough', {}, 'kappa', 'at least 0.70, and 0.6 is asked for'],
	['it is just enough', { kappa: kappa(0.8, 0.6) }, 'kappa', 'at least 0.60'],
	['ends are told as a table tells them', { kappa: { ...kappa(0.8, 0.5), high: 0.848 } }, null, '0.50 to 0.85'],
	['it is just not', { kappa: kappa(0.8, 0.5999999) }, null, '0.80, 0.59 to 0.95, and the lower end must be 0.6'],
	[
		'kappa is too small',
		{ kappa: kappa(0.5, 0.3) },
		null,
		'does not agree enough with people: kappa of the composite is 0.50',
	],
	[
		'there is no interval',
		{ kappa: kappa(0.9, null) },
		null,
		'is not known (no interval: it needs 5 scenarios, there are 4)',
	],
	[
		'half of the people are won',
		{ kappa: kappa(0.5, 0.3), altTest: won(0.5) },
		'alt-test',
		'for 50 % of them (ε 0.15)',
	],
	['fewer are', { kappa: kappa(0.5, 0.3), altTest: won(1 / 3) }, null, 'for 33 % of the people, and half is asked for'],
	['the test says nothing', { kappa: kappa(0.5, 0.3), altTest: won(null) }, null, 'says nothing (it needs two people)'],
	['it is no evidence', { evidence: false, altTest: won(1) }, null, 'only tries the tool out'],
])('%s', (_what, more, by, why) => {
	const answer = maySetGate({ ...given, ...more });
	expect([answer.allowed, answer.by]).toEqual([by !== null, by]);
	expect(answer.reason).toContain(why);
});
