import { frequentPieces } from './byte-pairs';

test('the most frequent pair comes first, and pieces grow of pieces', () => {
	expect(frequentPieces('abcabcabcxx', 10).slice(0, 2)).toEqual(['ab', 'abc']);
	expect(frequentPieces('abcd', 10)).toEqual([]);
	expect(frequentPieces('ab'.repeat(40), 100).every((piece) => piece.length <= 12)).toBe(true);
	expect(frequentPieces('the cat the hat', 1)).toHaveLength(1);
});
