import { distinctPrompts, promptFrontMatterSchema, promptOf, renderPrompt } from './prompt';

const fields = { persona: 'A {{tasks}} $& person', age: 24.5, tasks: ['rise', 'eat'] };

test('fills every place, with white space in the braces or without', () => {
	const template = '{{persona}} | {{ age }} | {{n_tips}}\n{{tasks}}\n{{\nn_tips }}';
	expect(renderPrompt({ template }, fields, 3)).toBe('A {{tasks}} $& person | 24.5 | 3\n- rise\n- eat\n3');
});

test('leaves single braces, as in JSON, alone', () => {
	expect(renderPrompt({ template: '{"n": {"m": {{n_tips}}}} {persona}' }, fields, 3)).toBe('{"n": {"m": 3}} {persona}');
});

test.each(['mood', 'toString', '__proto__', ''])('nothing is sent with the place %j unfilled', (place) => {
	expect(() => renderPrompt({ template: `{{${place}}}` }, fields, 3)).toThrow(
		expect.objectContaining({ code: 'DataFileInvalid' }),
	);
});

test('a megabyte of braces and spaces is looked through', () => {
	const spaces = `{{${' '.repeat(1_000_000)}`;
	expect(renderPrompt({ template: spaces }, fields, 3)).toBe(spaces);
	const braces = '{{'.repeat(500_000);
	expect(renderPrompt({ template: braces }, fields, 3)).toBe(braces);
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
