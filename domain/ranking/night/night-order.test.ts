import { nightName } from './night-name';
import { type NightOrder, readNightOrder } from './night-order';

const nightly = { baseline_experiment: 'tips-1' };
const input = { experiment: 'tips', models: 'gemma3:1b', prompts: 'v1', judge_kind: 'haiku', nightly };

function orderOf(given: unknown): NightOrder {
	const read = readNightOrder(given);
	if ('order' in read) return read.order;
	throw new Error(read.faults.join('\n'));
}

function faultsOf(given: unknown): readonly string[] {
	const read = readNightOrder(given);
	return 'faults' in read ? read.faults : [];
}

test('an order is a bench with `nightly` beside its keys; the bench keeps its words', () => {
	const { asked, bench, experiment, config } = orderOf(input);
	expect(asked).toEqual({ baseline_experiment: 'tips-1', margin: 0.5, alpha: 0.01, time_zone: 'UTC' });
	expect(bench).toEqual({ experiment: 'tips', models: 'gemma3:1b', prompts: 'v1', judge_kind: 'haiku' });
	expect(experiment).toBe('tips');
	expect(config.models).toEqual(['gemma3:1b']);
});

test.each([
	['as a JSON text', JSON.stringify(input)],
	['with `nightly` as a text', { ...input, nightly: JSON.stringify(nightly) }],
	['with numbers as texts', { ...input, nightly: { ...nightly, margin: '0.5', alpha: ' 0.01 ' } }],
	['with blanks', { ...input, nightly: { ...nightly, margin: '', alpha: null, time_zone: ' ' } }],
	['inside of a conf', { conf: input }],
	['with quotes of its own', { ...input, experiment: '"tips"', nightly: { baseline_experiment: "'tips-1'" } }],
])('an order is read %s', (_how, given) => {
	const { asked, experiment } = orderOf(given);
	expect([asked, experiment]).toEqual([orderOf(input).asked, 'tips']);
});

test.each([
	[{ ...input, nightly: undefined }, ['nightly: must be an object with baseline_experiment, but is missing']],
	[{ ...input, nightly: {} }, ['nightly.baseline_experiment: must be a text, but is missing']],
	[{ ...input, nightly: 'tips-1' }, ['nightly: must be an object, but is "tips-1"']],
	[{ ...input, nightly: { ...nightly, margin: -1 } }, ['nightly.margin: must be at least 0, but is -1']],
	[{ ...input, nightly: { ...nightly, alpha: 1 } }, ['nightly.alpha: must be below 0.5, but is 1']],
	[{ ...input, nightly: { ...nightly, margn: 1 } }, ['nightly.margn: unknown key; did you mean margin?']],
	[
		{ ...input, nightly: { ...nightly, time_zone: 'Berlin' } },
		['nightly.time_zone: must be a time zone such as Europe/Berlin or UTC, but is "Berlin"'],
	],
	[{ ...input, promts: 'v1' }, ['promts: unknown key; did you mean prompts?']],
	[
		{ ...input, n_scenarios: 6 },
		[
			'n_scenarios: must be at least 7, but is 6: at nightly.alpha 0.01 no row could be called worse with fewer, whatever its scores',
		],
	],
	[
		'tips',
		[
			'the input must be one JSON object, but is "tips"',
			'nightly: must be an object with baseline_experiment, but is missing',
		],
	],
])('faults of %j are told', (given, faults) => {
	expect(faultsOf(given)).toEqual(faults);
});

test('a name that no date would fit behind is a fault beforehand', () => {
	expect(faultsOf({ ...input, experiment: 'x'.repeat(240) })).toEqual([
		expect.stringMatching(/^experiment: must have at most 250/),
	]);
	expect(faultsOf({ ...input, experiment: 'x'.repeat(200) })).toEqual([]);
	expect(nightName('prompt-ab/v1 vs v2', '2026-11-26', 3)).toBe('prompt-ab/v1 vs v2-2026-11-26-3');
});

test('with fewer scenarios a higher alpha may do', () => {
	expect(faultsOf({ ...input, n_scenarios: 6, nightly: { ...nightly, alpha: 0.05 } })).toEqual([]);
	expect(faultsOf({ ...input, n_scenarios: 0 })).toEqual([]);
});
