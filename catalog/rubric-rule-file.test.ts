import { compositeOf, type Rubric } from '../domain/judging/rubric';
import { type CandidateLevels, type RubricRule, setScores } from '../domain/judging/rubric-rule';
import { projectRoot } from '../machine/folders';
import { createCatalog } from './catalog';
import { createTemporaryCatalog, failureOf, type TemporaryCatalog } from './test-support/temporary-catalog';

const shipped = createCatalog(projectRoot());
let rubric: Rubric;
let rule: RubricRule;
beforeAll(async () => {
	rubric = await shipped.rubric('tip-v1');
	const found = await shipped.rubricRule('tip-v1');
	if (found === null) throw new Error('tip-v1 has no rule');
	rule = found;
});

test('every row of the rubric’s own table comes out as it stands there', () => {
	const table = rubric.text.slice(rubric.text.indexOf('| levels of the set |'), rubric.text.indexOf('The **number**'));
	const rows = [...table.matchAll(/^\| ([\d, ]+) \| (\d) \|/gm)];
	expect(rows).toHaveLength(6);
	for (const [row, levels = '', score] of rows) {
		const set = levels.split(',').map((each): CandidateLevels => {
			const level = Number(each);
			return { levels: { relevance: level, actionability: level, tone: level }, flags: {}, repeats: null };
		});
		const all = Number(score);
		expect([row, setScores(rubric, rule, set)]).toEqual([row, { relevance: all, actionability: all, tone: all }]);
	}
});

const candidate = (relevance: number, actionability: number, tone: number, repeats: number | null = null) => ({
	levels: { relevance, actionability, tone },
	flags: {},
	repeats,
});

test.each([
	['A', [candidate(5, 5, 5), candidate(5, 4, 5), candidate(5, 5, 5)], [5, 5, 5], { format_ok: 1, overlong: 0 }, 17],
	['B', [candidate(4, 5, 4), candidate(3, 3, 4), candidate(2, 2, 4)], [3, 3, 4], { format_ok: 0, overlong: 0 }, 10],
	// The second repeats the first: whatever level it was given itself.
	['C', [candidate(4, 2, 4), candidate(5, 5, 1, 1), candidate(1, 4, 4)], [1, 2, 4], { format_ok: 1, overlong: 0 }, 9],
	['D', [candidate(4, 2, 4), candidate(1, 1, 3)], [1, 1, 3], { format_ok: 0, overlong: 0 }, 5],
])(
	'the rubric’s whole entry %s is scored as it stands there',
	(name, set, [relevance, actionability, tone], flags, composite) => {
		const scores = setScores(rubric, rule, set);
		expect(scores).toEqual({ relevance, actionability, tone });
		expect(compositeOf(rubric, { ...scores, ...flags })).toBe(composite);
		expect(rubric.text).toMatch(new RegExp(`\\*\\*${name}\\.\\*\\*[^]*?Composite ${composite}\\.`));
	},
);

describe('a rule is a file beside its rubric', () => {
	let temporary: TemporaryCatalog;
	beforeEach(async () => {
		temporary = await createTemporaryCatalog();
		await temporary.put('rubrics/mine.md', '---\ndimensions: [{ name: tone }]\ncomposite: { tone: 1 }\n---\nScales.\n');
	});
	afterEach(() => temporary.remove());
	const put = (text: string, name = 'mine.rule.yaml') => temporary.put(`rubrics/${name}`, text);

	test('which is no rubric, and changes nothing of its rubric', async () => {
		const before = await temporary.catalog.rubric('mine');
		expect(await temporary.catalog.rubricRule('mine')).toBeNull();
		await put('middle: lower\n');
		const made = await temporary.catalog.rubricRule('mine');
		expect(made).toMatchObject({ middle: 'lower', repeats_lowest_in: [], flags: 'any' });
		expect(await temporary.catalog.rubricNames()).toEqual(['mine']);
		expect((await temporary.catalog.rubric('mine')).hash).toBe(before.hash);
		// A comment is no other rule.
		await put('# what for\r\nmiddle: "lower"\r\nflags: any');
		expect((await temporary.catalog.rubricRule('mine'))?.hash).toBe(made?.hash);
		await put('middle: upper\n');
		expect((await temporary.catalog.rubricRule('mine'))?.hash).not.toBe(made?.hash);
	});

	test.each([
		['nothing', '', /mine\.rule\.yaml.*middle/],
		['an unknown middle', 'middle: mean\n', /line 1: middle/],
		['a dimension that the rubric lacks', 'middle: lower\nrepeats_lowest_in: [relevance]\n', /line 2: .*no dimension/],
		['another key', 'middle: lower\nmedian: 3\n', /line 2: .*median/],
		['no YAML', 'middle: [lower\n', /is not YAML/],
		['a blank middle', 'middle:\n', /line 1: middle: is blank: give lower or upper$/],
		[
			'a blank one_off',
			'middle: lower\none_off:\n',
			/line 2: one_off: is blank: leave it out, or give keys with values$/,
		],
		['half of a pair', 'middle: lower\none_off: { for: 1 }\n', /line 2: one_off\.from: is missing: give a number$/],
		[
			'a level that no scale has',
			'middle: lower\none_off: { for: 0, from: 3 }\n',
			/line 2: one_off\.for: 0 is no level/,
		],
		[
			'a middle above every scale',
			'middle: lower\none_off: { for: 1, from: 6 }\n',
			/line 2: one_off\.from: 6 is above/,
		],
		['another key inside', 'middle: lower\none_off: { frm: 1, for: 1, from: 3 }\n', /one_off\.frm: .*mean from\?/],
		[
			'two faults',
			'middle: lower\none_off: { for: 0, from: 3 }\nrepeats_lowest_in: [ton]\n',
			/line 3: repeats_lowest_in: ton is no dimension of the rubric; did you mean tone\?\n.*line 2: one_off\.for/,
		],
	])('%s in it is a fault with its line', async (_what, text, message) => {
		await put(text);
		expect(await failureOf(temporary.catalog.rubricRule('mine'))).toMatchObject({
			code: 'DataFileInvalid',
			message: expect.stringMatching(message),
		});
	});

	test('a file that is nearly named so is not passed over', async () => {
		await put('middle: lower\n', 'mine.rule.yml');
		expect(await failureOf(temporary.catalog.rubricRule('mine'))).toMatchObject({
			message: expect.stringContaining('must be named mine.rule.yaml'),
		});
	});

	test('a rubric that nobody has has no rule either', async () => {
		expect(await failureOf(temporary.catalog.rubricRule('../tip-v1'))).toMatchObject({ code: 'UnknownName' });
	});
});
