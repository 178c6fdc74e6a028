import { placeFaults, placeNotes } from './prompt-places';

const prompt = (template: string, firstLine = 1) => ({ name: 'v9', template, firstLine });
const scenario = (name: string, ...fields: string[]) => ({
	name,
	fields: Object.fromEntries(fields.map((field) => [field, 'x'])),
});
const both = [scenario('one', 'persona', 'tasks'), scenario('two', 'persona', 'tasks', 'mood')];

test('places that every scenario fills, and the number of candidates, are no fault', () => {
	expect(placeFaults([prompt('{{persona}} {{ tasks }} {{\nn_tips}} {persona} {"a": {"b": 1}}')], both)).toEqual([]);
	expect(placeFaults([], both)).toEqual([]);
});

test('a prompt that asks the same for every scenario is told, not refused', () => {
	const note = 'prompt v9 has none of the places {{persona}}, {{tasks}}: it asks the same for every scenario.';
	expect(placeNotes([prompt('{persona} \u0024{tasks}, {{n_tips}} tips'), prompt('{{tasks}}')], both)).toEqual([note]);
	expect(placeNotes([prompt('{persona}')], both.slice(0, 1))).toEqual([]);
});

test('a place that no scenario fills is told once, with its line and the nearest', () => {
	const faults = placeFaults([prompt('One\n{{persona}}\n{{Task}} {{Task}}\n{{ wholly_else }}', 5)], both);
	expect(faults).toHaveLength(2);
	expect(faults[0]).toBe(
		'prompt v9, line 7: nothing fills {{Task}}; did you mean {{tasks}}? The places are {{persona}}, {{tasks}}, {{mood}}, {{n_tips}}',
	);
	expect(faults[1]).toMatch(/^prompt v9, line 8: nothing fills {{wholly_else}}; The places are/);
});

test.each(['{{}}', '{{ 2 + 2 }}', '{{"a": 1}}', '{{constructor}}', '{{__proto__}}', '{{name}}'])(
	'%s is filled by nothing',
	(template) => {
		expect(placeFaults([prompt(template)], both)).toHaveLength(1);
	},
);

test('a place that only some scenarios fill names those that lack it', () => {
	expect(placeFaults([prompt('{{mood}}')], both)).toEqual([
		'prompt v9, line 1: {{mood}} is a field that scenario one lacks',
	]);
	const many = [
		scenario('has', 'task', 'tasks'),
		...Array.from({ length: 5 }, (_each, at) => scenario(`s${at}`, 'task')),
	];
	expect(placeFaults([prompt('{{tasks}}')], many)).toEqual([
		'prompt v9, line 1: {{tasks}} is a field that scenarios s0, s1, s2 and 2 more lack; s0 has task',
	]);
});

test('each prompt is checked, and a megabyte as a place is told briefly', () => {
	const faults = placeFaults([prompt('{{a}}'), prompt(`{{${'y'.repeat(1_000_000)}}}`)], both);
	expect(faults).toHaveLength(2);
	expect(faults[1]?.length).toBeLessThan(300);
});
