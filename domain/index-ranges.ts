/**
 * A set of cell indexes as text, short where they follow each other: `0-499,502`.
 * History carries this instead of a hundred thousand numbers.
 */
export type IndexRanges = string;

/** @param indexes whole numbers from 0, ascending, none twice */
export function toRanges(indexes: readonly number[]): IndexRanges {
	const ranges: string[] = [];
	for (let at = 0; at < indexes.length; ) {
		let end = at;
		while (indexes[end + 1] === (indexes[end] as number) + 1) end += 1;
		ranges.push(at === end ? `${indexes[at]}` : `${indexes[at]}-${indexes[end]}`);
		at = end + 1;
	}
	return ranges.join(',');
}

/** The indexes of {@link toRanges}'s text, ascending. */
export function fromRanges(ranges: IndexRanges): number[] {
	if (ranges === '') return [];
	return ranges.split(',').flatMap((range) => {
		const [first = 0, last = first] = range.split('-').map(Number);
		return Array.from({ length: last - first + 1 }, (_each, at) => first + at);
	});
}
