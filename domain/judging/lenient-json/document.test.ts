import { createDocumentReader } from './document';
import { createMends } from './mends';
import { plainOf } from './tree';

function read(text: string, size = 1_000_000) {
	const mends = createMends();
	const reader = createDocumentReader(mends, () => false);
	for (let from = 0; from < text.length; from += size) reader.push(text.slice(from, from + size));
	const { root, faults, remarks } = reader.end();
	return { value: root && plainOf(root), faults, remarks, mended: mends.lines() };
}

const json = { a: [1, -2.5, 1e3, true, null], 'ü "q"': { b: 'x\n\\ \u0007 🙂', c: {}, d: [] }, e: '[{//' };

describe.each([1, 3, 7, 1_000_000])('in pieces of %i letters', (size) => {
	test.each([0, 2, '\t'])('JSON laid out with %j is read as it is', (indent) => {
		expect(read(JSON.stringify(json, null, indent), size)).toEqual({
			value: json,
			faults: [],
			remarks: [],
			mended: [],
		});
	});

	test.each<[string, string, unknown, RegExp]>([
		['a code fence', '```json\n{"a": 1}\n```', { a: 1 }, /^code fence taken off/],
		['a fence of tildes', '~~~\n{"a": 1}\n~~~\n', { a: 1 }, /code fence/],
		[
			'a fence and talk',
			'Sure! Here it is:\n\n```json\n{"a": 1}\n```\nDone.',
			{ a: 1 },
			/words before .*Sure.*\n.*\n?words behind .*Done/s,
		],
		['talk on the same line', 'The file: {"a": 1} as you asked', { a: 1 }, /words before.*\nwords behind/],
		['a byte-order mark', '\ufeff{"a": 1}', { a: 1 }, /byte-order mark/],
		[
			'comments of a line',
			'{ // one\n"a": 1 // two "\n}',
			{ a: 1 },
			/comments left out \(2 times; first line 1, column 3: one\)/,
		],
		['comments of a block', '{/* { " */"a"/**/: 1}', { a: 1 }, /comments left out \(2 times/],
		['comments of a script', '{\n# one\n"a": 1 # two\n}', { a: 1 }, /comments left out/],
		['a comment at the very end', '{"a": 1} // over', { a: 1 }, /words behind/],
		['a comma too many in an object', '{"a": 1,}', { a: 1 }, /commas before a closing bracket/],
		['commas too many in lists', '{"a": [1, 2,\n],}', { a: [1, 2] }, /commas before a closing bracket \(2 times/],
		['a comma missing behind a number', '{"a": 1 "b": 2}', { a: 1, b: 2 }, /missing commas/],
		['a comma missing at the end of a line', '{"a": "x"\n"b": "y"}', { a: 'x', b: 'y' }, /missing commas/],
		['a comma missing between objects', '{"a": [{"b": 1} {"b": 2}]}', { a: [{ b: 1 }, { b: 2 }] }, /missing commas/],
		[
			'single quotes with an apostrophe',
			"{'a': 'don't stop', 'b': 'it is \"so\"'}",
			{ a: "don't stop", b: 'it is "so"' },
			/single quotes/,
		],
		['an escaped single quote', "{'a': 'don\\'t'}", { a: "don't" }, /single quotes/],
		['typographic quotes', '{“a”: “b”, “c”: 1}', { a: 'b', c: 1 }, /typographic quotes \(3 times/],
		['German ones', '{„a“: „b“}', { a: 'b' }, /typographic quotes/],
		['French ones', '{«a»: «b»}', { a: 'b' }, /typographic quotes/],
		['typographic single ones', '{‘a’: ‘it’s’}', { a: 'it’s' }, /typographic quotes/],
		['all of the closing kind', '{”a”:”b”,”c”:1}', { a: 'b', c: 1 }, /typographic quotes/],
		['a typographic begin and a plain end', '{“a": 1}', { a: 1 }, /typographic quotes/],
		['typographic quotes in typographic quotes', '{“a”: “say “hi” now”}', { a: 'say “hi” now' }, /typographic quotes/],
		['typographic quotes at a comment', '{“a”: “b” // so\n}', { a: 'b' }, /typographic quotes/],
		['full-width punctuation', '{"a"：［1，2］｝', { a: [1, 2] }, /full-width punctuation \(5 times/],
		['names without quotes', '{a: 1, run_id: "x"}', { a: 1, run_id: 'x' }, /names without quotes \(2 times/],
		[
			'words of Python',
			'{"a": True, "b": False, "c": None, "d": NaN}',
			{ a: true, b: false, c: null, d: null },
			/words of other languages/,
		],
		['a line break in a text', '{"a": "x\ny"}', { a: 'x\ny' }, /line breaks or tabs/],
		['escapes of Markdown', '{"run\\_id": "a\\*b"}', { run_id: 'a*b' }, /escapes that JSON does not have/],
		['escapes of Python', '{"a": "\\xe9\\U0001f600"}', { a: 'é😀' }, /escapes that JSON does not have/],
		['digits of other scripts', '{"a": ４, "b": ٤, "c": ४}', { a: 4, b: 4, c: 4 }, /digits of other scripts \(3 times/],
		[
			'numbers as elsewhere',
			'{"a": +4, "b": 04, "c": .5, "d": 4.}',
			{ a: 4, b: 4, c: 0.5, d: 4 },
			/numbers written as JSON does not/,
		],
		['hard spaces', '{\u00a0"a":\u200b 1}', { a: 1 }, /spaces that JSON does not have \(2 times/],
		['lines of an old Macintosh', '{\r"a": 1, // x\r"b": 2}', { a: 1, b: 2 }, /line 2, column 9/],
		['lines of Windows', '{\r\n"a": 1, // x\r\n"b": 2}', { a: 1, b: 2 }, /line 2, column 9/],
	])('%s: %j', (_what, text, value, mended) => {
		const found = read(text, size);
		expect(found.value).toEqual(value);
		expect(found.faults).toEqual([]);
		expect(found.mended.join('\n')).toMatch(mended);
	});

	test.each<[string, string, RegExp]>([
		['nothing', '', /^the file is empty$/],
		['blanks', ' \n\t', /^the file is empty$/],
		['zeros, as a crash leaves them', '\0\0\0\0', /^the file is empty$/],
		['no JSON', 'I scored all of it.', /no JSON object in the file; it begins with "I scored all/],
		['a list', '[{"a": 1}, {"a": 2}]', /^the file is a list/],
		['a list in a fence', '```\n[\n{"a": 1}\n]\n```', /^the file is a list/],
		['talk in braces', 'See {this}:\n{"a": 1}', /^line 1, column 5: more JSON stands before/],
		['an empty list', '[]', /^the file is a list/],
		['an archive', 'PK\u0003\u0004word/document.xml', /no JSON object/],
		[
			'cut in an object',
			'{"a": {"b": 1',
			/^line 1, column 14: the file ends inside of a, which begins at line 1, column 7: it was cut off/,
		],
		['cut behind a comma', '{"a": [1,', /ends inside of a, .* cut off/],
		['cut in a text', '{"a": "bc', /^line 1, column 7: a text begins here and has no end/],
		['cut in a comment', '{"a": /* bc', /^line 1, column 7: a comment begins here and has no end/],
		['cut in a word', '{"a": tru', /tru/],
		['a word for a value', '{"a": four}', /^line 1, column 7: `four` stands where a value has to come/],
		['an ellipsis', '{"a": [1, ...]}', /^line 1, column 11: `\.\.\.` stands where a value/],
		['a fraction', '{"a": 4/5}', /`4\/5` stands where a value/],
		['no colon', '{"a" 1}', /^line 1, column 6: `1` stands where a colon has to come, behind "a"/],
		['no value', '{"a": , "b": 1}', /^line 1, column 7: `,` stands where a value/],
		['no value at the end', '{"a": }', /^line 1, column 7: `}` stands where a value/],
		['two commas', '{"a": [1,, 2]}', /^line 1, column 10: `,` stands where a value/],
		['a number for a name', '{"a": 1, {}}', /^line 1, column 10: `{` stands where the name of a member/],
		[
			'a quote in a text',
			'{"a": "the "nice" one"}',
			/^line 1, column 13: `nice` stands where a comma or } .*write a quote inside of a text as \\"/,
		],
		[
			'a quote missing',
			'{"a": "x,\n"b": "y"}',
			/^line 2, column 2: `b` stands where a comma or } has to come: is a quote missing behind line 1, column 7\?/,
		],
		['a quote of a name missing', '{"a: 1,\n"b": 2}', /is a quote missing behind line 1, column 2\?/],
		['texts side by side', '{"a": ["x" "y"]}', /^line 1, column 12: "y" stands where a comma or \]/],
		[
			'the wrong bracket',
			'{"a": [1}',
			/^line 1, column 9: `}` stands here, but ] has to come first, for a, which begins at line 1, column 7/,
		],
		['a name twice', '{"a": 1,\n "a": 2}', /^line 2, column 2, a: stands twice; first at line 1, column 2$/],
		['a name twice, once escaped', '{"a": 1, "\\u0061": 2}', /stands twice/],
		['a name of every object twice', '{"__proto__": 1, "__proto__": 2}', /__proto__: stands twice/],
		['two files', '{"a": 1}\n{"a": 2}', /^line 2, column 1: more JSON stands behind/],
		['two fences', '```\n{"a": 1}\n```\nand\n```\n{"a": 2}\n```', /^line 6, column 1: more JSON stands behind/],
		['a bracket too many', '{"a": 1}}', /^line 1, column 9: more JSON stands behind/],
		['more members behind', '{"a": 1}, "b": 2', /more JSON stands behind/],
		['members before', '"b": 2, {"a": 1}', /^line 1, column 3: more JSON stands before/],
		['brackets without end', '{"a":'.repeat(200), /brackets stand 100 deep/],
	])('%s is a fault: %j', (_what, text, message) => {
		const { faults, value } = read(text, size);
		expect(faults.join('\n')).toMatch(message);
		expect(value === null || faults.length > 0).toBe(true);
	});
});

test('a text that is cut anywhere does not look whole', () => {
	const text = JSON.stringify(json, null, 1);
	for (let length = 0; length < text.length; length += 1) expect(read(text.slice(0, length)).faults).not.toEqual([]);
});

test('a long text of one token takes time by its length', () => {
	const long = 'x'.repeat(3_000_000);
	const began = Date.now();
	expect(read(`{"a": "${long}"}`, 1_000).value).toEqual({ a: long });
	expect(read(`{"a": “${long}”}`, 1_000).value).toEqual({ a: long });
	expect(read(`{"a": “${'“'.repeat(300_000)}`, 1_000).faults).toHaveLength(1);
	expect(read('\\"'.repeat(300_000), 1_000).faults).toHaveLength(1);
	expect(read('{ '.repeat(300_000), 1_000).faults).toHaveLength(1);
	expect(Date.now() - began).toBeLessThan(10_000);
});
