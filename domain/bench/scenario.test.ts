import { hashOf } from '../hash';
import { crossScenarios, personaSchema, scenarioOf, scenarioSchema } from './scenario';

const content = { name: 'ann-dawn', persona: 'Ann, a baker', time_slot: 'Dawn', tasks: ['rise'] };
const slots = [
	{ name: 'dawn', about: 'Dawn' },
	{ name: 'dusk', about: 'Dusk' },
];
const personas = [
	{ name: 'ann', about: 'Ann, a baker', tasks: { dusk: ['rest'], dawn: ['rise'] } },
	{ name: 'bob', about: 'Bob, a guard', tasks: { dawn: ['sleep'] } },
];

test('crosses slot by slot, so that the first scenarios are one per persona', () => {
	expect(crossScenarios(personas, slots).map(({ name }) => name)).toEqual(['ann-dawn', 'bob-dawn', 'ann-dusk']);
	expect(crossScenarios(personas, slots)[0]).toEqual({ ...content, hash: hashOf(content) });
	expect(crossScenarios(personas, [])).toEqual([]);
});

test('the hash follows all that a model reads, and the order of the tasks', () => {
	const two = { ...content, tasks: ['rise', 'eat'] };
	const hashes = [content, two, { ...two, tasks: ['eat', 'rise'] }, { ...content, persona: 'x' }].map(
		(each) => scenarioOf(each).hash,
	);
	expect(new Set(hashes).size).toBe(hashes.length);
});

test('a scenario needs a name on one line, a persona, a time and a task', () => {
	expect(scenarioSchema.parse({ ...content, name: ' ann-dawn ' }).name).toBe('ann-dawn');
	for (const wrong of [
		{ name: '' },
		{ name: 'a\nb' },
		{ persona: ' ' },
		{ tasks: [] },
		{ tasks: [''] },
		{ task: [] },
	]) {
		expect(scenarioSchema.safeParse({ ...content, ...wrong }).success).toBe(false);
	}
});

test('a slot of a persona that is there has a task', () => {
	expect(personaSchema.safeParse({ name: 'a', about: 'b', tasks: { dawn: [] } }).success).toBe(false);
	expect(personaSchema.safeParse({ name: 'a', about: 'b', tasks: {} }).success).toBe(true);
});
