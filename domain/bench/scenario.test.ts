import { hashOf } from '../hash';
import { fieldText, flatScenario, scenarioOf, scenarioSchema } from './scenario';

const line = { name: 'ann-dawn', persona: 'Ann, a baker', age: 24, tasks: ['rise', 'eat'] };
const { name, ...fields } = line;

test('a line of a file is a name and fields', () => {
	expect(scenarioSchema.parse({ ...line, name: ' ann-dawn ', persona: ' Ann, a baker\n' })).toEqual({ name, fields });
	expect(flatScenario(scenarioOf({ name, fields }))).toEqual(line);
});

test('the hash is that of the line, so that scenarios of before fields had other names keep theirs', () => {
	expect(scenarioOf({ name, fields }).hash).toBe(hashOf(line));
	// Recorded when a scenario was still a persona, a time slot and tasks.
	const old = { persona: 'Ann, a baker', time_slot: 'Dawn', tasks: ['rise'] };
	expect(scenarioOf({ name, fields: old }).hash).toBe(
		'4d5521b4272387bbd03d5c115427fe0842b0a242f1db7565722db7b698b730cb',
	);
});

test('the hash follows all that a model reads and the order of a list, but not the order of the fields', () => {
	const hash = (other: object) => scenarioOf(scenarioSchema.parse({ ...line, ...other })).hash;
	const hashes = [{}, { tasks: ['eat', 'rise'] }, { tasks: ['rise'] }, { age: 25 }, { age: '24' }, { mood: 'x' }].map(
		hash,
	);
	expect(new Set(hashes).size).toBe(hashes.length);
	const { persona, ...rest } = line;
	expect(scenarioOf(scenarioSchema.parse({ ...rest, persona })).hash).toBe(hashes[0]);
});

test.each([
	['no name', { ...line, name: '' }, 'name'],
	['a name of two lines', { ...line, name: 'a\nb' }, 'one line'],
	['half a character in its name', { ...line, name: 'a\ud83d' }, 'whole characters'],
	['no field', { name }, 'no field'],
	['an empty text', { ...line, persona: ' ' }, 'persona'],
	['an empty list', { ...line, tasks: [] }, 'tasks'],
	['a list with an empty text', { ...line, tasks: ['a', ''] }, 'tasks: 1'],
	['a list of numbers', { ...line, tasks: [1] }, 'a list of texts'],
	['nothing', { ...line, persona: null }, 'persona'],
	['a yes or no', { ...line, happy: true }, 'happy'],
	['an object', { ...line, person: { name: 'x' } }, 'person'],
	['a number without end', JSON.parse('{"name": "x", "age": 1e999}'), 'age'],
	['the place that the config fills', { ...line, n_tips: 5 }, 'n_tips'],
	['a field with a space', { ...line, 'time slot': 'x' }, 'time slot'],
	['a field with braces', { ...line, '{{x}}': 'x' }, 'no name of a field'],
	['a field that is every object’s', JSON.parse('{"name": "x", "__proto__": {"polluted": 1}}'), '__proto__'],
	['a list', [1], 'must be a JSON object'],
	['a text', 'x', 'must be a JSON object'],
])('%s is refused', (_what, value, words) => {
	const parsed = scenarioSchema.safeParse(value);
	const faults = parsed.error?.issues.map(({ path, message }) => [...path, message].join(': ')).join('; ');
	expect(faults).toContain(words);
	expect('polluted' in {}).toBe(false);
});

test('fields may have any names that are words', () => {
	expect(scenarioSchema.parse({ name, hash: 'x', constructor: 'y', Zeit: 'z', 'time-slot': 1, stunde_2: 2 })).toEqual({
		name,
		fields: { hash: 'x', constructor: 'y', Zeit: 'z', 'time-slot': 1, stunde_2: 2 },
	});
});

test('a list is shown line by line, a number as it is', () => {
	expect([fieldText(['a', 'b']), fieldText(1.5), fieldText('x')]).toEqual(['- a\n- b', '1.5', 'x']);
});
