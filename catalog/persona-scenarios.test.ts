import { crossScenarios, personaSchema } from './persona-scenarios';

const slots = [
	{ name: 'dawn', about: 'Dawn' },
	{ name: 'dusk', about: 'Dusk' },
];
const personas = [
	{ name: 'ann', about: 'Ann, a baker', tasks: { dusk: ['rest'], dawn: ['rise'] } },
	{ name: 'bob', about: 'Bob, a guard', tasks: { dawn: ['sleep'] } },
];

test('crosses slot by slot, so that the first scenarios are one per persona', () => {
	const crossed = crossScenarios(personas, slots);
	expect(crossed.map(({ name }) => name)).toEqual(['ann-dawn', 'bob-dawn', 'ann-dusk']);
	expect(crossed[0]?.fields).toEqual({ persona: 'Ann, a baker', time_slot: 'Dawn', tasks: ['rise'] });
	expect(crossScenarios(personas, [])).toEqual([]);
});

test('a slot of a persona that is there has a task', () => {
	expect(personaSchema.safeParse({ name: 'a', about: 'b', tasks: { dawn: [] } }).success).toBe(false);
	expect(personaSchema.safeParse({ name: 'a', about: 'b', tasks: {} }).success).toBe(true);
});
