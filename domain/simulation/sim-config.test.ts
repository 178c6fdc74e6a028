import { parseSimConfig, readSimKey } from './sim-config';

const configOf = (input: unknown) => {
	const parsed = parseSimConfig(input);
	if ('faults' in parsed) throw new Error(parsed.faults.join('; '));
	return parsed.config;
};

const faultsOf = (input: unknown) => {
	const parsed = parseSimConfig(input);
	return 'faults' in parsed ? parsed.faults : [];
};

test('a simulation that is given nothing has its defaults', () => {
	expect(configOf(null)).toEqual({
		...{ policies: ['egreedy-v1', 'egreedy-v2'], seeds: 20, steps: 200, tips: 8, profiles: 'by-kind' },
		...{ experiment: 'tip-bench-sim', better_by: 0.01, alpha: 0.05, worst_persona: 0.1, promote: false, batch: 50 },
	});
	expect(readSimKey({}, 'experiment')).toBe('tip-bench-sim');
	expect(readSimKey('{"experiment": "tips"}', 'experiment')).toBe('tips');
	expect(readSimKey({ experiment: 7 }, 'experiment')).toBe('tip-bench-sim');
});

test.each([
	[{ policies: 'linucb, fixed,linucb' }, { policies: ['linucb', 'fixed'] }],
	[{ policies: ['random'], personas: 'early-bird;night-owl' }, { personas: ['early-bird', 'night-owl'] }],
	[
		{ seeds: '5', steps: ' 10 ', promote: 'yes', alpha: '0.01' },
		{ seeds: 5, steps: 10, promote: true, alpha: 0.01 },
	],
	['{"seeds": 3}', { seeds: 3 }],
	[{ conf: { seeds: 3, serve_url: '' } }, { seeds: 3 }],
])('%j is read as old confs and forms write it', (input, expected) => {
	expect(configOf(input)).toMatchObject(expected);
});

test.each([
	[{ seed: 3 }, ['seed: unknown key; did you mean seeds?']],
	[{ policies: 'egreedy-v3' }, [/^policies\.0: must be one of egreedy-v1, .*, but is "egreedy-v3"/]],
	[{ seeds: 0, steps: 'many', alpha: 0.5 }, [/^seeds: .*at least 1/, /^steps: .*a number/, /^alpha: .*below 0.5/]],
	[{ baseline: 'fixed', candidate: 'fixed' }, ['candidate: must be another policy than the baseline']],
	[{ serve_url: 'http://a:b@c' }, [/^serve_url: must not carry a user or password/]],
	[[], ['the input must be one JSON object, but is []']],
])('the faults of %j are all told', (input, faults) => {
	expect(faultsOf(input)).toEqual(
		faults.map((fault) => (typeof fault === 'string' ? fault : expect.stringMatching(fault))),
	);
});
