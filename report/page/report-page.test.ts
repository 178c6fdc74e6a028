import { createHash } from 'node:crypto';
import { markupFaults, tagNames } from '../test-support/well-formed';
import { isReport, reportPage } from './report-page';
import { madeUpReport, namesOf } from './test-support/made-up-report';

const scenarios = namesOf('scenario', 8);
const usual = { models: ['a:1b', 'b:2b', 'c:3b'], prompts: ['v1', 'v2'], scenarios };
const hostile = [
	'<script>alert(1)</script>',
	'"><img src=x onerror=alert(1)>',
	"' onload='alert(1)",
	'</title></style></svg><!--',
	'\u202e]]>&lt;\u0000',
	'x'.repeat(5_000),
];

/** All tags that a page of ours has. */
const ownTags =
	'html head meta title style body header main section p h1 h2 h3 b bdi dl dt dd div table thead tbody tr th td span ul li ol figure figcaption svg g text line rect circle path details summary article small blockquote code pre';

test('it answers first, in one sentence, and has every part', () => {
	const page = reportPage(madeUpReport({ ...usual, second: true }));
	expect(page.indexOf('class="answer"')).toBeLessThan(page.indexOf('<section'));
	expect(/class="answer">([^<]+)</.exec(page)?.[1]).toMatch(
		/^(The best of 6 rows is, with 95 % certainty, one of|.* is the best of 6 rows with 95 % certainty)/,
	);
	const parts = [...page.matchAll(/<section id="([\w-]+)"/g)].map(([, id]) => id);
	expect(parts).toEqual([
		'asked',
		'leaderboard',
		'differences',
		'front',
		'scenarios',
		'judges',
		'tips',
		'left-out',
		'repeat',
	]);
	expect(markupFaults(page)).toEqual([]);
	expect(isReport(page.slice(0, 2_000))).toBe(true);
});

test('its policy allows its own style and nothing else', () => {
	const page = reportPage(madeUpReport(usual));
	const style = /<style>([^<]*)<\/style>/.exec(page)?.[1] ?? '';
	const hash = createHash('sha256').update(style).digest('base64');
	expect(page).toContain(`content="default-src &#39;none&#39;; style-src &#39;sha256-${hash}&#39;; base-uri`);
	expect(page.match(/ style="/)).toBeNull();
	expect(page.match(/https?:/)).toBeNull();
});

test('hostile names, tips, judges and reasons make no tag and no attribute', () => {
	const made = madeUpReport(
		{ models: hostile, prompts: hostile.slice(0, 2), scenarios: hostile, candidates: hostile, second: true },
		hostile[0],
	);
	const page = reportPage({
		...made,
		samples: made.samples.map((each) => ({
			...each,
			cells: each.cells.map((cell) => ({
				...cell,
				judged_by: hostile[1] ?? '',
				reasons: hostile.map((text) => ({ by: text, text })),
			})),
		})),
		opinions: made.opinions.map((each) => ({ ...each, first: hostile[0] ?? '', second: hostile[3] ?? '' })),
		worth: [
			{
				title: hostile[0] ?? '',
				says: hostile[1] ?? '',
				measures: [{ name: hostile[2] ?? '', value: hostile[3] ?? '' }],
			},
		],
		gates: [{ title: hostile[0] ?? '', decision: 'reject', reasons: hostile }],
		failed: { cells: 2, reasons: { '<i>no</i>': 2 } },
	});
	expect(markupFaults(page)).toEqual([]);
	expect([...tagNames(page)].filter((name) => !ownTags.split(' ').includes(name))).toEqual([]);
	expect(page).not.toMatch(/<[^>]*\son\w+="/);
	expect(page).not.toContain('\u202e');
});

test.each<[string, Parameters<typeof madeUpReport>[0], string]>([
	['no run', { models: [], prompts: [], scenarios: [] }, 'There is no answer, since nothing was recorded.'],
	[
		'one row',
		{ ...usual, models: ['a:1b'], prompts: ['v1'] },
		'a:1b with v1 is the only row that was judged, with mean composite',
	],
	[
		'too few scenarios',
		{ ...usual, scenarios: scenarios.slice(0, 3) },
		'Nobody can say which is best: 3 common scenarios cannot separate, whatever the data: it takes 5; c:3b with',
	],
	[
		'no judged cell',
		{ ...usual, change: (run) => ({ ...run, judged: false, judge_pending: true, metrics: { latency_s: 1 } }) },
		'There is no answer yet, since none of 48 cells is judged; 48 judgments pending.',
	],
	[
		'only invalid cells',
		{ ...usual, change: (run) => ({ ...run, judged: false, invalid: 'context-cut' }) },
		'There is no answer yet, since none of 48 cells is judged.',
	],
	[
		'some pending',
		{ ...usual, change: (run, at) => (at === 0 ? { ...run, judged: false, judge_pending: true, metrics: {} } : run) },
		'; partial: 1 judgment pending, ',
	],
	[
		'a trial judge',
		{ ...usual, change: (run) => ({ ...run, judge_kinds: ['trial'] }) },
		'Not evidence, since a trial judge scored: ',
	],
	['missing cells', { ...usual, change: (run, at) => (at % 3 === 0 ? null : run) }, 'of 6 rows'],
	[
		'no model and no metric',
		{ models: [''], prompts: [''], scenarios, change: (run) => ({ ...run, metrics: { composite: Number.NaN } }) },
		'answer',
	],
	[
		'30 rows × 64 scenarios',
		{ models: namesOf('model', 10), prompts: ['a', 'b', 'c'], scenarios: namesOf('s', 64), repeats: 2 },
		'of 30 rows',
	],
	['300 scenarios', { ...usual, scenarios: namesOf('s', 300) }, 'of 6 rows'],
])('%s', (_what, of, answer) => {
	const page = reportPage(madeUpReport(of));
	expect(/class="answer">([^<]+)</.exec(page)?.[1]).toContain(answer);
	expect(markupFaults(page)).toEqual([]);
	expect(page).not.toMatch(/NaN|undefined|Infinity|\[object/);
});

test('160 rows are too many to compare, and the page stays small', () => {
	const page = reportPage(madeUpReport({ models: namesOf('model', 80), prompts: ['a', 'b'], scenarios }));
	expect(page).toContain('Shown are the first 60 of 160 rows.');
	expect(page).toContain('more than 150 rows are not compared');
	expect(page.length).toBeLessThan(2e6);
});

test('what is left out is said, with its reasons', () => {
	const page = reportPage({
		...madeUpReport({
			...usual,
			change: (run, at) =>
				at < 3
					? { ...run, judged: false, invalid: 'context-cut' }
					: { ...run, cut: at === 3, by_rule: at === 4, judged: at !== 5 },
		}),
		failed: { cells: 2, reasons: { 'OutputStuck: it repeats itself': 2 } },
	});
	const part = page.slice(page.indexOf('<section id="left-out"'), page.indexOf('<section id="repeat"'));
	for (const words of [
		'3 × context-cut',
		'1 cell cut by num_predict',
		'1 cell without a candidate',
		'1 cell not drawn',
		'2 cells failed',
		'OutputStuck',
		'a:1b × v1: 3 of its 8 cells are invalid',
	])
		expect(part).toContain(words);
});

test('the command that repeats it has what all cells agree on, and no more', () => {
	const page = reportPage(madeUpReport({ ...usual, repeats: 2, scenarios }, "ann's tips"));
	expect(page).toContain(
		'./tip-bench run --models=a:1b,b:2b,c:3b --prompts=v1,v2 --n-tips=5 --temperature=0.7 --seed=0 --repeats=2 --rubric=tip-v1 --judge-kind=claude-code --experiment=&#39;ann&#39;\\&#39;&#39;s tips-again&#39;',
	);
});

test('gates and worth are shown where they are given', () => {
	const page = reportPage({
		...madeUpReport(usual),
		worth: [{ title: 'ann and haiku', says: 'They agree.', measures: [{ name: 'kappa', value: '0.71' }] }],
		gates: [{ title: 'b against a', decision: 'not enough evidence', reasons: ['too few scenarios'] }],
	});
	expect(page).toContain('<h3>b against a: not enough evidence</h3><ul><li>too few scenarios</li></ul>');
	expect(page).toMatch(/<h3>ann and haiku<\/h3><p>They agree\.<\/p>/);
});
