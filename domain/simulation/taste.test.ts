import { withoutTastes } from './persona';
import { answerTo, expectedReward } from './taste';
import { personaWith } from './test-support/made-persona';

const moment = { hour: 12, weekend: false };
const tip = { priority: 0.5, overdue: false, task_age_days: 0 };
const tasteWith = (weights: object) =>
	personaWith({ tastes: { focus: { reward: 0.5, ...weights } } }).tastes.focus as Parameters<typeof expectedReward>[0];

test.each([
	['nothing', {}, {}, {}, 0.5],
	['its best hour', { hour: 9, hour_weight: 0.2 }, { hour: 9 }, {}, 0.7],
	['its worst hour', { hour: 9, hour_weight: 0.2 }, { hour: 21 }, {}, 0.3],
	['six hours from it', { hour: 23, hour_weight: 0.2 }, { hour: 5 }, {}, 0.5],
	['a weekend', { weekend_weight: -0.1 }, { weekend: true }, {}, 0.4],
	['the highest priority', { priority_weight: 0.3 }, {}, { priority: 1 }, 0.8],
	['the lowest', { priority_weight: 0.3 }, {}, { priority: 0 }, 0.2],
	['an overdue task', { overdue_weight: 0.25 }, {}, { overdue: true }, 0.75],
	['a year', { age_weight: 0.1 }, {}, { task_age_days: 365 }, 0.6],
	['ten years, as one', { age_weight: 0.1 }, {}, { task_age_days: 3650 }, 0.6],
	['what is cut above', { priority_weight: 0.9 }, {}, { priority: 1 }, 1],
	['what is cut below', { priority_weight: 0.9 }, {}, { priority: 0 }, 0],
])('%s counts as its weight says', (_name, weights, when, what, expected) => {
	expect(expectedReward(tasteWith(weights), { ...moment, ...when }, { ...tip, ...what })).toBeCloseTo(expected, 12);
});

/** Chances that are spread evenly from 0 to 1. */
const chances = Array.from({ length: 1_000 }, (_none, at) => (at + 0.5) / 1_000);

test.each(['whole', 'graded'] as const)('the mean of %s answers is what was expected', (answers) => {
	const persona = personaWith({ answers });
	for (const expected of [0, 0.1, 0.5, 0.83, 1]) {
		const given = chances.map((chance) => answerTo(persona, expected, chance));
		const mean = given.reduce((sum, { reward }) => sum + reward, 0) / given.length;
		expect(mean).toBeCloseTo(expected, 2);
		for (const { reward, outcome } of given) {
			expect(outcome.completed).toBe(reward === 1);
			expect(outcome.completed && outcome.dismissed).toBe(false);
			if (reward > 0) expect(outcome.dismissed).toBe(false);
		}
	}
	const kinds = new Set(chances.map((chance) => answerTo(persona, 0.5, chance).reward));
	expect([...kinds].sort()).toEqual(answers === 'whole' ? [0, 1] : [0, 0.5, 1]);
});

test('without tastes every tip is expected to bring the same, and as much as before on the whole', () => {
	const tastes = { a: { reward: 0.9, share: 3, priority_weight: 0.1 }, b: { reward: 0.1, hour_weight: 0.3 } };
	const flat = withoutTastes(personaWith({ tastes }));
	const of = (kind: string, hour: number, priority: number) =>
		expectedReward(
			flat.tastes[kind] as Parameters<typeof expectedReward>[0],
			{ hour, weekend: true },
			{ ...tip, priority },
		);
	for (const kind of ['a', 'b']) for (const hour of [0, 12]) expect(of(kind, hour, hour / 12)).toBeCloseTo(0.7, 12);
	expect(flat.tastes.a?.share).toBe(3);
	expect(flat.hash).not.toBe(personaWith({ tastes }).hash);
});
