import { distinctPrompts, promptFrontMatterSchema, promptOf, renderPrompt, unknownPlaces } from './prompt';
import { scenarioOf } from './scenario';

const scenario = scenarioOf({ name: 'x', persona: 'A {{tasks}} $& person', time_slot: 'dawn', tasks: ['rise', 'eat'] });

test('fills every place, with white space in the braces or without', () => {
	const template = '{{persona}} | {{ time_slot }} | {{n_tips}}\n{{tasks}}\n{{n_tips}}';
	expect(renderPrompt({ template }, scenario, 3)).toBe('A {{tasks}} $& person | dawn | 3\n- rise\n- eat\n3');
});

test('leaves single braces, as in JSON, alone', () => {
	expect(renderPrompt({ template: '{"n": {{n_tips}}}' }, scenario, 3)).toBe('{"n": 3}');
	expect(unknownPlaces('{"n": {"m": 1}} {persona}')).toEqual([]);
});

test('names each place that nothing fills once', () => {
	expect(unknownPlaces('{{persona}} {{mood}} {{ mood }} {{Tasks}} {{}}')).toEqual(['mood', 'Tasks', '']);
});

test('a megabyte of braces and spaces is looked through', () => {
	expect(unknownPlaces(`{{${' '.repeat(1_000_000)}`)).toEqual([]);
	expect(unknownPlaces('{{'.repeat(500_000))).toEqual([]);
});

test('the hash follows the template and the stop sequences, not the name', () => {
	const hash = promptOf('v1', 'a', ['b']).hash;
	expect(promptOf('v2', 'a', ['b']).hash).toBe(hash);
	expect(promptOf('v1', 'a ', ['b']).hash).not.toBe(hash);
	expect(promptOf('v1', 'a', []).hash).not.toBe(hash);
});

test('front matter may be empty, and holds nothing that is not known', () => {
	expect(promptFrontMatterSchema.parse({})).toEqual({ stop: [] });
	expect(promptFrontMatterSchema.safeParse({ stops: ['x'] }).success).toBe(false);
	expect(promptFrontMatterSchema.safeParse({ stop: [''] }).success).toBe(false);
});

test('two versions with one text are one, and the second is named', () => {
	const [v1, copy, v2] = [
		{ name: 'v1', hash: 'a' },
		{ name: 'copy', hash: 'a' },
		{ name: 'v2', hash: 'b' },
	];
	const { prompts, notes } = distinctPrompts([v1, copy, v2]);
	expect(prompts).toEqual([v1, v2]);
	expect(notes).toEqual(['prompt version `copy` has the same text as `v1`.']);
});
