import { diversityOf } from './diversity';

test('nothing to compare below two candidates', () => {
	expect(diversityOf([])).toBeNull();
	expect(diversityOf(['Pack the bag'])).toBeNull();
});

test.each([
	['the same words, whatever their case, order and number', ['Pack the bag', 'the BAG pack pack'], 0],
	['no word shared', ['Pack the bag', 'Call a clinic'], 1],
	['one of five words shared', ['pack the bag', 'call the clinic'], 1 - 1 / 5],
	['the mean over all three pairs', ['a b', 'a b', 'c d'], 1 - (1 + 0 + 0) / 3],
])('%s', (_name, tips, expected) => {
	expect(diversityOf(tips)).toBeCloseTo(expected, 12);
});

test('lies from 0 to 1 for texts with no words too', () => {
	expect(diversityOf([' ', ''])).toBe(0);
});
