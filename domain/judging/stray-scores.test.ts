import { check, entry, facts, fileOf, full, open, rubric, scenario } from '../../testbed/judge-file';
import { shownHash } from './entry';

describe('scores in another place than scores', () => {
	test.each<[string, object, RegExp]>([
		[
			'another member',
			{ judgment: { relevance: 4, tone: 5 } },
			/judgment\.relevance: 4 .*did you mean scores\.relevance\?/,
		],
		['a member of the entry', { relevance: 4 }, /\(r1\)\.relevance: 4 .*did you mean scores\.relevance\?/],
		['another name', { relevance_score: 4 }, /relevance_score: 4 .*did you mean scores\.relevance\?/],
		['capitals', { Relevance: 4 }, /Relevance: 4 .*did you mean scores\.relevance\?/],
		['Scores', { Scores: { relevance: 4 } }, /Scores\.relevance: 4/],
		['a list', { marks: [4, 5] }, /marks\[0\]: 4 .*did you mean scores instead of marks\?/],
		['a text', { tone: '4' }, /tone: "4" .*did you mean scores\.tone\?/],
		['stars', { rating: '★★★★☆' }, /rating: "★★★★☆"/],
		['several numbers in a text', { result: '4, 3, 5' }, /result: "4, 3, 5"/],
		['deeper', { result: { final: [{ by: 'me', tone: 4 }] } }, /result\.final\[0\]\.tone: 4/],
		['a yes', { ok: true }, /ok: true/],
		['a name', { 'tone: 4': null }, /tone: 4 is no member of an entry/],
		['a note', { note: 4 }, /note: 4 .*note is for words/],
		['a part of a note', { rationale: { relevance: 'fits', score: 4 } }, /rationale\.score: 4/],
		['the scenario', { scenario: { ...scenario, relevance: 4 } }, /scenario\.relevance: 4/],
		['a task', { scenario: { ...scenario, tasks: ['rest', 4] } }, /scenario\.tasks\[1\]: 4/],
		['a candidate', { candidates: ['a tip for r1', 4] }, /candidates\[1\]: 4/],
		['beside a candidate', { candidates: [{ text: 'a tip for r1', tone: 4 }] }, /candidates\[0\]\.tone: 4/],
	])('%s is a fault with its place', (_what, more, message) => {
		for (const scores of [open, full]) {
			const { faults, judgments } = check(fileOf({ ...entry('r1', scores), ...more }));
			expect(faults).toHaveLength(1);
			expect(faults[0]).toMatch(message);
			expect(faults[0]).toMatch(/^line \d+, column \d+, runs\[0\] \(r1\)[.:]/);
			expect(judgments).toEqual([]);
		}
	});

	test.each<[string, object, RegExp]>([
		['a list of judgments', { judgments: [{ run_id: 'r1', tone: 4 }] }, /judgments\[0\]\.tone: 4 may be a score/],
		['runs in another list', { runs_scored: [entry('r1', full)] }, /runs_scored/],
		['a name', { 'r1 tone: 4': {} }, /"r1 tone: 4" speaks of scores/],
		['words', { summary: 'r1: tone 4' }, /"r1: tone 4" speaks of scores/],
		['words in how_to', { how_to: 'r1: tone 4' }, /"r1: tone 4" speaks of scores/],
		['a summary', { summary: { mean: 4.2 } }, /summary\.mean: 4\.2 may be a score/],
		['the rubric', { rubric: { ...fileOf().rubric, tone: 4 } }, /rubric\.tone: 4 may be a score/],
		['an item of runs', { runs: [4] }, /runs\[0\]: must be an entry in braces, but is 4/],
		['a list in runs', { runs: [[entry('r1', full)]] }, /runs\[0\]: must be an entry/],
		['runs by their id', { runs: { r1: full } }, /runs: must be a list/],
		['the experiment', { experiment: 4 }, /experiment: /],
		['how_to', { how_to: 4 }, /how_to: /],
	])('in the file: %s', (_what, more, message) => {
		const { faults } = check({ ...fileOf(entry('r2', open)), ...more });
		expect(faults.join('\n')).toMatch(message);
	});

	test.each([
		['of the run', { ...scenario, age: 41 }, 0],
		['that the run does not have', { ...scenario, age: 42 }, 1],
	])('a number in a scenario %s', (_whose, shown, count) => {
		const run = {
			...facts('r1'),
			shown: { scenario: shownHash({ ...scenario, age: 41 }), candidates: shownHash(['4']) },
		};
		const file = fileOf({ ...entry('r1', full), scenario: shown, candidates: ['4'] });
		expect(check(file, { rubric, runs: new Map([['r1', run]]) }).faults).toHaveLength(count);
	});
});
