import { krippendorffAlpha } from './krippendorff';
import { digits, references } from './test-support/references';

/** The scores of each unit from those of each judge. */
function unitsOf(judges: readonly (readonly (number | null)[])[]): number[][] {
	return (judges[0] ?? []).map((_, unit) => judges.flatMap((judge) => judge[unit] ?? []));
}

test.each(references.alpha)('equals PyPI krippendorff: $source', ({ judges, ordinal, interval }) => {
	const units = unitsOf(judges);
	expect(krippendorffAlpha(units, 'ordinal').value).toBeCloseTo(ordinal, digits);
	expect(krippendorffAlpha(units, 'interval').value).toBeCloseTo(interval, digits);
});

test.each([
	[
		'ordinal',
		[
			[1, 1],
			[3, 4],
			[5, 5],
		],
		94 / 99,
	],
	[
		'interval',
		[
			[1, 2],
			[3, 4],
			[1, 1],
		],
		19 / 24,
	],
] as const)('equals the published small example: %s', (metric, units, alpha) => {
	expect(krippendorffAlpha(units, metric).value).toBeCloseTo(alpha, 12);
});

test.each(['ordinal', 'interval'] as const)('is undefined where all scores are equal: %s', (metric) => {
	expect(
		krippendorffAlpha(
			[
				[4, 4],
				[4, 4, 4],
			],
			metric,
		),
	).toEqual({
		value: null,
		reason: 'undefined: every score is the same',
	});
});

test('runs with one score say nothing, and alone they are none', () => {
	const units = [
		[1, 2],
		[3, 3],
		[5, 4],
	];
	expect(krippendorffAlpha([...units, [5], []], 'ordinal')).toEqual(krippendorffAlpha(units, 'ordinal'));
	expect(krippendorffAlpha([[5], [3], []], 'ordinal').value).toBeNull();
});

test('neither the order of runs nor that of judges changes anything', () => {
	const units = [
		[1, 2, 2],
		[3, 3],
		[5, 4, 1],
		[2, 2],
	];
	const turned = units.map((unit) => [...unit].reverse()).reverse();
	expect(krippendorffAlpha(turned, 'ordinal').value).toBeCloseTo(krippendorffAlpha(units, 'ordinal').value ?? 0, 12);
});
