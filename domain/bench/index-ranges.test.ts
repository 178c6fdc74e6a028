import { countIndexes, fromRanges, takeFirst, toRanges } from './index-ranges';

const upTo = (count: number, keep: (index: number) => boolean = () => true) =>
	Array.from({ length: count }, (_each, at) => at).filter(keep);

test.each([
	[[], ''],
	[[0], '0'],
	[[0, 1, 2, 5, 7, 8], '0-2,5,7-8'],
	[[499], '499'],
])('%j is %j and back', (indexes, ranges) => {
	expect(toRanges(indexes)).toBe(ranges);
	expect(fromRanges(ranges)).toEqual(indexes);
	expect(countIndexes(ranges)).toBe(indexes.length);
});

test('a hundred thousand cells in a row are a few characters', () => {
	expect(toRanges(upTo(100_000))).toBe('0-99999');
	expect(fromRanges('0-99999')).toEqual(upTo(100_000));
});

// A linear congruential generator, so that a failure can be seen again.
function chance(seed: number): () => number {
	let state = seed;
	return () => {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		return state / 2 ** 32;
	};
}

const random = chance(7);
const sets: [string, number[]][] = [
	['every second', upTo(100_000, (index) => index % 2 === 0)],
	['every third, not from 0', upTo(100_000, (index) => index > 4_321 && index % 3 === 1)],
	['all but a few', upTo(100_000, () => random() < 0.999)],
	['half of them, by chance', upTo(100_000, () => random() < 0.5)],
	['few, by chance', upTo(100_000, () => random() < 0.001)],
	['two far from each other', [3, 99_999]],
];

describe.each(sets)('of a hundred thousand cells %s', (_what, indexes) => {
	const set = toRanges(indexes);

	test('stay below 17 KB of text, and come back', () => {
		expect(set.length).toBeLessThan(17_000);
		expect(fromRanges(set)).toEqual(indexes);
		expect(countIndexes(set)).toBe(indexes.length);
	});

	test.each([1, 499, 60_000])('can be taken %i at a time', (count) => {
		const taken: number[] = [];
		let left = set;
		for (let turn = 0; left !== '' && turn < 300; turn += 1) {
			const { indexes: next, rest } = takeFirst(left, count);
			expect(next).toEqual(indexes.slice(taken.length, taken.length + count));
			expect(rest.length).toBeLessThan(17_000);
			taken.push(...next);
			left = rest;
		}
		expect([...taken, ...fromRanges(left)]).toEqual(indexes);
	});
});

test('a short set stays readable, whatever is taken of it', () => {
	expect(takeFirst('0-9,12,20-29', 3)).toEqual({ indexes: [0, 1, 2], rest: '3-9,12,20-29' });
	expect(takeFirst('0-9,12', 10)).toEqual({ indexes: upTo(10), rest: '12' });
	expect(takeFirst('7', 5)).toEqual({ indexes: [7], rest: '' });
	expect(takeFirst('', 5)).toEqual({ indexes: [], rest: '' });
});
