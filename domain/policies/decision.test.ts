import { type Decision, decisionColumns, decisionSchema } from './decision';
import { decisionCells, fromDecisionCells } from './decision-csv';

const x = [1, 0.5, -0.25, 0, 0.3, 1, 0.1, 0.2, 0.1, 0.05, -1, 0.7];

const decision: Decision = {
	...{ id: 'd1', user: 'ann/"é",\n2', at: '2026-05-01T08:30:00.000Z', policy: 'egreedy-v2', version: '0.3.0' },
	moment: { hour: 8.5, weekend: false },
	tips: [
		{ id: 't1', kind: 'plan' },
		{ id: 't2', kind: 'rest' },
	],
	...{
		contexts: [x, x.map((each) => each / 3)],
		chosen: 1,
		propensity: 0.95,
		propensities: [0.05, 0.95],
		reward: null,
	},
};

test.each<[string, Decision]>([
	['without a reward', decision],
	['with one', { ...decision, reward: 0.1 + 0.2 }],
])('a row %s is the same after CSV and JSON', (_name, row) => {
	const cells = decisionCells(row);
	const named = Object.fromEntries(decisionColumns.map((column, at) => [column, cells[at] as string]));
	expect(decisionSchema.parse(fromDecisionCells(named))).toEqual(row);
	expect(decisionSchema.parse(JSON.parse(JSON.stringify(row)))).toEqual(row);
});

test.each<[string, object, string]>([
	['a choice beyond the tips', { chosen: 2 }, 'chosen: 2, and the last tip is 1'],
	['another propensity', { propensity: 0.5 }, "propensity: 0.5, and the chosen tip's among all is 0.95"],
	[
		'an impossible choice',
		{ propensities: [1, 0], propensity: 0 },
		"propensity: 0, and the chosen tip's among all is 0",
	],
	['propensities that are none', { propensities: [0.5, 0.95] }, 'propensities: they sum to 1.45, not to 1'],
	['a context too few', { contexts: [x] }, 'contexts: 1 for 2 tips'],
	['a short context', { contexts: [x, x.slice(1)] }, 'contexts.1: Too small: expected array to have exactly 12 items'],
	['a reward of 2', { reward: 2 }, 'reward: Too big: expected number to be <=1'],
	['an unknown key', { propensty: 1 }, ': Unrecognized key: "propensty"'],
])('%s is no row', (_name, change, fault) => {
	const { error } = decisionSchema.safeParse({ ...decision, ...change });
	expect(error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)).toContain(fault);
});
