import { rubricFrontMatterSchema } from '../rubric';
import { rubricRuleOf, rubricRuleSchema } from '../rubric-rule';
import { readAnswer } from './read-answer';

const frontMatter = {
	dimensions: [{ name: 'relevance' }, { name: 'tone' }],
	flags: [{ name: 'overlong', rule: { words_over: 3 } }, { name: 'unsafe' }],
	composite: { relevance: 1, tone: 1 },
};
const rubric = { ...rubricFrontMatterSchema.parse(frontMatter), text: 'Scales.' };
const rule = rubricRuleOf(
	rubricRuleSchema.parse({ middle: 'lower', one_off: { for: 1, from: 3 }, repeats_lowest_in: ['relevance'] }),
);
const asked = { rubric, rule, reasons: false, whole: true };

const one = (relevance: unknown, tone: unknown, repeats: unknown = null, more: object = {}) => ({
	relevance,
	tone,
	unsafe: 0,
	repeats,
	...more,
});
const whole = JSON.stringify({ candidates: { 1: one(4, 4), 2: one(5, 5), 3: one(2, 5, 1) } });
// Relevance 4, 5, 1 → 4, one off for the 1; tone 4, 5, 4 → 4.
const scored = { scores: { relevance: 3, tone: 4, unsafe: 0 } };

const read = (text: string, count = 3) => readAnswer(text, asked, count);

test.each([
	['as it was asked for', whole],
	['in a code fence', `\`\`\`json\n${JSON.stringify(JSON.parse(whole), null, 2)}\n\`\`\`\n`],
	['with words around it', `Here are my levels, as asked:\n\n${whole}\n\nI hope this helps!`],
	['behind thinking', `<think>Candidate 3 {"repeats": 1}? Yes.</think>\n\n${whole}`],
	[
		'with a byte-order mark and Windows line ends',
		`\ufeff${JSON.stringify(JSON.parse(whole), null, 1).replaceAll('\n', '\r\n')}`,
	],
	['as Python writes it', whole.replaceAll('"', "'").replaceAll('null', 'None')],
	['without the outer object', JSON.stringify(JSON.parse(whole).candidates)],
	['as a list', JSON.stringify({ candidates: Object.values(JSON.parse(whole).candidates) })],
	[
		'with numbers as texts, and whole ones with a point',
		whole.replace('"tone":4', '"tone": "4"').replace(':5,', ':5.0,'),
	],
	['with names in capitals', whole.replaceAll('"tone"', '"Tone"').replaceAll('"candidates"', '"Candidates"')],
	['with named numbers', whole.replace('"1"', '"candidate 1"').replace('"2"', '"#2"')],
	['with flags as yes and no', whole.replaceAll('"unsafe":0', '"unsafe": false')],
	['with members that nobody asked for', whole.replace('"tone":4', '"tone":4,"overlong":1,"sum":9')],
	['with a comma too many', whole.replace(/\}\}\}$/, '},}}')],
])('an answer %s is read', (_how, text) => {
	expect(read(text)).toMatchObject(scored);
});

test('what it said of each candidate is kept in words, with its reasons', () => {
	const text = JSON.stringify({
		candidates: { 1: one(4, 4, null, { reason: 'about the list\nand plain' }), 2: one(5, 5), 3: one(2, 5, 1) },
	});
	const { words } = read(text) as { words: string };
	expect(words.split('\n')).toEqual([
		'1: relevance 4, tone 4, unsafe 0: about the list and plain',
		'2: relevance 5, tone 5, unsafe 0',
		'3 (repeats 1): relevance 2, tone 5, unsafe 0',
	]);
});

const candidates = (...all: unknown[]) => JSON.stringify({ candidates: all });

test.each([
	['nothing', '', 'it is empty'],
	['white space', ' \n\t', 'it is empty'],
	['thinking only', '<think>hm, a four?</think>', 'nothing but thinking'],
	[
		'prose',
		'All three tips are lovely: 4 out of 5!',
		'it holds no JSON object, and must be one; it begins with "All three',
	],
	['a refusal', "I'm sorry, but I can't help with that.", 'holds no JSON object, and must be one'],
	['a bare list', '[4, 4, 4]', 'it is a list in brackets, and must be one JSON object'],
	['a cut answer', whole.slice(0, 60), 'was cut off'],
	['two answers', `${whole}\n${whole}`, 'more JSON'],
	['a name twice', whole.replace('"tone":4', '"tone":4,"tone":5'), 'stands twice'],
	['no candidates', '{"scores": {"relevance": 4}}', 'it has no `candidates`'],
	[
		'six for three',
		candidates(...Array.from({ length: 6 }, () => one(4, 4, null))),
		'it has 6 candidates, but there are 3',
	],
	['two for three', JSON.stringify({ candidates: { 1: one(4, 4), 2: one(4, 4) } }), 'candidate 3 is missing'],
	[
		'a fourth of three',
		JSON.stringify({ candidates: { 1: one(4, 4), 4: one(4, 4) } }),
		'it has a candidate 4, but there are 3',
	],
	['a null one', JSON.stringify({ candidates: { 0: one(4, 4), 1: one(4, 4) } }), 'it has a candidate 0'],
	['one twice', `{"candidates": {"1": ${JSON.stringify(one(4, 4))}, "#1": 3}}`, 'candidate 1 stands twice'],
	['numbers for objects', candidates(4, 4, 4), 'candidate 1 must be an object, but is 4'],
	['NaN', whole.replace('"tone":4', '"tone":NaN'), 'candidate 1: tone is missing'],
	['null', whole.replace('"tone":4', '"tone":null'), 'candidate 1: tone is missing'],
	[
		'half a point',
		whole.replace('"tone":4', '"tone":4.5'),
		'candidate 1: tone must be a whole number from 1 to 5, but is 4.5',
	],
	['a hair below', whole.replace('"tone":4', '"tone":3.9999999999999999'), 'but is 3.9999999999999999'],
	['out of range', whole.replace('"tone":4', '"tone":7'), 'from 1 to 5, but is 7'],
	['below the range', whole.replace('"tone":4', '"tone":-1'), 'but is -1'],
	['1e999', whole.replace('"tone":4', '"tone":1e999'), 'candidate 1: tone'],
	['a word', whole.replace('"tone":4', '"tone":"high"'), 'but is "high"'],
	['a share', whole.replace('"tone":4', '"tone":"4/5"'), 'but is "4/5"'],
	['a range', whole.replace('"tone":4', '"tone":"4-5"'), 'but is "4-5"'],
	['a comma', whole.replace('"tone":4', '"tone":"4,5"'), 'but is "4,5"'],
	['yes for a level', whole.replace('"tone":4', '"tone":true'), 'but is true'],
	['a list for a level', whole.replace('"tone":4', '"tone":[4]'), 'but is [4]'],
	['a flag of 2', whole.replace('"unsafe":0', '"unsafe":2'), 'unsafe must be a whole number from 0 to 1'],
	['a name that is nearly right', whole.replace('"tone":4', '"tones":4'), 'candidate 1: tone is missing'],
	['no word of repeats', whole.replace(',"repeats":1', ''), 'candidate 3: repeats is missing'],
	['a repetition of itself', whole.replace('"repeats":1', '"repeats":3'), 'candidate 3: repeats must be'],
	['a repetition of a later one', candidates(one(4, 4, 2), one(4, 4), one(4, 4)), 'candidate 1: repeats must be'],
	['a repetition of two', whole.replace('"repeats":1', '"repeats":[1,2]'), 'but is [1,2]'],
	['prototypes', '{"candidates": {"__proto__": 1, "constructor": 2}}', 'it has no `candidates`'],
])('%s is not used, and it is said why', (_what, text, why) => {
	const { wrong } = read(text) as { wrong: string };
	expect(wrong).toContain(why);
	expect(wrong.length).toBeLessThan(440);
	expect(wrong).not.toMatch(/\n/);
});

test('of many faults a few are told', () => {
	const { wrong } = read(candidates({}, {}, {})) as { wrong: string };
	expect(wrong).toContain('candidate 1: relevance is missing; candidate 1: tone is missing');
	expect(wrong).toMatch(/and 7 more faults$/);
});

test('ten megabytes, and brackets without end, are turned down at once', () => {
	const began = performance.now();
	for (const text of ['4 '.repeat(5_000_000), '{"a":'.repeat(30_000), '['.repeat(199_999), '{"1":'.repeat(5)]) {
		expect(read(text)).toHaveProperty('wrong');
	}
	expect(performance.now() - began).toBeLessThan(2_000);
});

test('with no rule it is one number a dimension for the set', () => {
	const set = { ...asked, rule: null, reasons: true, whole: true };
	const text = '{"reason": "plain but right", "relevance": 4, "tone": 5, "unsafe": 1}';
	expect(readAnswer(text, set, 3)).toEqual({ scores: { relevance: 4, tone: 5, unsafe: 1 }, words: 'plain but right' });
	expect(readAnswer('{"relevance": 4, "tone": 5}', set, 3)).toEqual({ wrong: 'unsafe is missing' });
	expect(readAnswer('{"relevance": 4, "tone": 5, "unsafe": 0}', set, 3)).toMatchObject({ words: null });
});

test.each([
	[
		'a list in another order than it says',
		(all: object[]) => [all[2], all[0], all[1]].map((each, at) => ({ candidate: [3, 1, 2][at], ...each })),
		/says that it is candidate 3/,
	],
	...(
		[
			['index', (number: number) => number],
			['candidate_number', (number: number) => number],
			['Candidate ID', (number: number) => `#${number}`],
			['tip', (number: number) => `Tip ${number}`],
			['candidate', (number: number) => `Candidate ${number}:`],
		] as const
	).map(
		([name, said]) =>
			[
				`another order under ${name}`,
				(all: object[]) => [3, 2, 1].map((number) => ({ [name]: said(number), ...all[number - 1] })),
				/says that it is candidate 3/,
			] as const,
	),
	[
		'a score twice, under two spellings',
		(all: object[]) => [{ ...all[0], Tone: 1 }, all[1], all[2]],
		/tone stands twice/,
	],
	['a repetition twice', (all: object[]) => [all[0], { ...all[1], Repeats: 1 }, all[2]], /repeats stands twice/],
] as const)('%s is told, not guessed', (_what, bend, why) => {
	const candidates = bend(Object.values((JSON.parse(whole) as { candidates: object }).candidates) as object[]);
	expect(read(JSON.stringify({ candidates }))).toMatchObject({ wrong: expect.stringMatching(why) });
});

test('a list that numbers its candidates in their order is read', () => {
	const all = Object.values((JSON.parse(whole) as { candidates: object }).candidates) as object[];
	const candidates = all.map((each, at) => ({ candidate: at + 1, ...each }));
	expect(read(JSON.stringify({ candidates }))).toMatchObject(scored);
	const counted = all.map((each, at) => ({ index: at, candidate: 'Rest.', ...each }));
	expect(read(JSON.stringify({ candidates: counted }))).toMatchObject(scored);
});

test('two lists of candidates are told, not guessed', () => {
	const { candidates } = JSON.parse(whole) as { candidates: object };
	expect(read(JSON.stringify({ candidates, Candidates: candidates }))).toMatchObject({
		wrong: '`candidates` stands twice',
	});
});

test.each([
	'',
	'I give them all 4.',
	'[{"relevance": 4}]',
	'[]',
	'{"candidates": {"1": {"relevance": 4',
	'{"candidates": {"1": {"reason": "it is',
	'{"candidates": {}} {"candidates": {}}',
	'{"candidates": {"1": 4}}',
	'{"candidates" {}}',
	'{',
	'{"a": 1, "a": 2}',
])('what is wrong with %j is said to a model: it has no file that it could mend', (text) => {
	const { wrong } = read(text) as { wrong: string };
	expect(wrong).not.toMatch(/\bfiles?\b|exported|`runs`/);
	expect(wrong).not.toBe('');
});
