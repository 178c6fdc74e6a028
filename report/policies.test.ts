import { policiesText } from './policies';

const none = {
	active: 'egreedy-v2',
	since: '2026-11-27T09:00:00.000Z',
	shadows: [],
	totals: [],
	agreement: [],
} as const;

const decision = {
	...{ answer: 'promote', candidate: 'egreedy-v2', chosen_among: 1, worst_persona: null, reasons: [] },
	difference: { value: { scenarios: 12, mean: 0.0312, low: 0.02, high: 0.045, exact: true }, reason: null },
	...{ baseline: 'egreedy-v1', better_by: 0.01, alpha: 0.05, experiment: 'sims/one', run_id: 'abc' },
	...{ mlflow_url: 'http://localhost:5000', decided_by: 'simulation' },
};

test.each([
	[
		decision,
		'egreedy-v2 is active since 2026-11-27T09:00:00.000Z: egreedy-v2 beat egreedy-v1 by 0.0312 mean reward (0.0200 to 0.0450) in the simulation sims/one (run abc in MLflow)',
	],
	[
		{ simulation: 's1', by: { whom: 'me' } },
		'egreedy-v2 is active since 2026-11-27T09:00:00.000Z: on the evidence: simulation s1, by {"whom":"me"}',
	],
	[{}, 'egreedy-v2 is active since 2026-11-27T09:00:00.000Z'],
	[null, 'egreedy-v2 is active since 2026-11-27T09:00:00.000Z'],
])('%#: why a policy is active is a sentence', (evidence, line) => {
	expect(policiesText({ ...none, evidence }).split('\n')).toContain(line);
});
