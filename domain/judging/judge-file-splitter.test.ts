import { createSplitter } from './judge-file-splitter';

const entries = [
	{ run_id: 'a', scenario: { name: 'x', tasks: ['[{', '"}]\\'] }, candidates: [], scores: { tone: null } },
	{ run_id: 'b', scenario: null, candidates: ['"runs": [{}], \\"', 'ü 🙂'], scores: {} },
];
const file = { how_to: '"runs": [', list: [[1], { runs: [{ no: 'entry' }] }], runs: entries, rubric: { text: '[' } };

function split(text: string, size: number) {
	const splitter = createSplitter();
	const found: string[] = [];
	for (let from = 0; from < text.length; from += size) found.push(...splitter.push(text.slice(from, from + size)));
	return { found, rest: splitter.rest() };
}

describe.each([0, 2, '\t'])('laid out with %j', (indent) => {
	test.each([1, 7, 1_000_000])('pieces of %i letters give the entries, and the file without them', (size) => {
		const { found, rest } = split(JSON.stringify(file, null, indent), size);
		expect(found.map((each) => JSON.parse(each))).toEqual(entries);
		expect(JSON.parse(rest)).toEqual({ ...file, runs: [] });
	});
});

test('a file that is cut off does not look whole', () => {
	const text = JSON.stringify(file);
	for (let length = 1; length < text.length; length += 1) {
		expect(() => JSON.parse(split(text.slice(0, length), 50).rest)).toThrow();
	}
});

test('what is no entry stays in the file', () => {
	const { found, rest } = split('{"runs": [null, [{}], {"run_id": "a"}, 5]}', 3);
	expect(found).toEqual(['{"run_id": "a"}']);
	expect(() => JSON.parse(rest)).toThrow();
	expect(split('["runs", [{}]]', 3).found).toEqual([]);
	expect(split('no JSON at all', 3)).toEqual({ found: [], rest: 'no JSON at all' });
});
