import { differenceInterval } from './difference-interval';
import { nothingFound } from './finding';
import { gateAnswer, moreScenarios } from './gate-answer';

const interval = (differences: readonly number[]) => differenceInterval([differences], 0, { seed: 1 });

test('promotes wholly above the bound, rejects wholly below, and else cannot tell', () => {
	const better = interval([3, 4, 3, 5, 4, 3]);
	expect(gateAnswer(better, 0)).toBe('promote');
	expect(gateAnswer(better, 2.9)).toBe('promote');
	expect(gateAnswer(better, 3)).toBe('not enough evidence');
	expect(gateAnswer(better, 5.1)).toBe('reject');
	expect(gateAnswer(interval([3, -4, 3, -5, 4, -3]), 0)).toBe('not enough evidence');
	expect(gateAnswer(nothingFound('too few'), 0)).toBe('not enough evidence');
});

test('says about how many more scenarios would decide', () => {
	// (t(0.95; 7) + t(0.8; 7))² × 4 ÷ 1 = 31.1…
	expect(moreScenarios({ scenarios: 8, mean: 1 }, 2, 0).value).toBe(24);
	expect(moreScenarios({ scenarios: 8, mean: 9 }, 2, 0).value).toBe(1);
	expect(moreScenarios({ scenarios: 8, mean: 1 }, 2, 1)).toMatchObject({ value: null });
	expect(moreScenarios({ scenarios: 1, mean: 1 }, 0, 0)).toMatchObject({ value: null });
});
