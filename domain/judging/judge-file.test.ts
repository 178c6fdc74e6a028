import { checkJudgeFile, emptyScores, type JudgeFile, readJudgeFile } from './judge-file';
import type { Rubric, Scores } from './rubric';

const rubric: Rubric = {
	name: 'tip-v1',
	text: 'text',
	hash: 'hash',
	dimensions: [
		{ name: 'relevance', min: 1, max: 5 },
		{ name: 'tone', min: 1, max: 5 },
	],
	flags: [{ name: 'format_ok', rule: 'asked-format' }],
	composite: { relevance: 1, tone: 1, format_ok: 2 },
};

const entry = (run_id: string, scores: Record<string, unknown>) => ({
	run_id,
	scenario: null,
	candidates: ['tip'],
	scores,
});
const fileOf = (...runs: JudgeFile['runs']): JudgeFile => ({
	format: 'tip-bench-judge/1',
	how_to: '',
	experiment: 'e',
	experiment_id: '1',
	judge_kinds: ['claude-code'],
	by: 'me',
	rubric: { name: rubric.name, hash: rubric.hash, text: rubric.text },
	runs,
});
const known = new Set(['r1', 'r2']);
const full: Scores = { relevance: 4, tone: 5, format_ok: 1 };

test('a scored entry becomes a judgment with its composite', () => {
	const checked = checkJudgeFile(fileOf(entry('r1', full)), rubric, known);
	expect(checked).toEqual({ judgments: [{ run_id: 'r1', scores: full, composite: 11 }], unscored: 0, faults: [] });
});

test('an untouched entry stays pending', () => {
	const untouched = entry('r1', emptyScores(rubric, { format_ok: 0 }));
	expect(untouched.scores).toEqual({ relevance: null, tone: null, format_ok: 0 });
	expect(checkJudgeFile(fileOf(untouched), rubric, known)).toEqual({ judgments: [], unscored: 1, faults: [] });
});

test.each([
	['half-filled', { relevance: 4, tone: null, format_ok: 1 }, /tone is missing/],
	['above the scale', { ...full, tone: 6 }, /tone must be a whole number from 1 to 5, but is 6/],
	['below the scale', { ...full, tone: 0 }, /tone must be/],
	['a fraction', { ...full, tone: 3.5 }, /tone must be/],
	['a word', { ...full, tone: '4' }, /tone must be .* "4"/],
	['a flag of 2', { ...full, format_ok: 2 }, /format_ok must be a whole number from 0 to 1/],
	['an unknown score', { ...full, charm: 3 }, /charm is no score of the rubric/],
])('%s is a fault with its place', (_what, scores, message) => {
	const { faults, judgments } = checkJudgeFile(fileOf(entry('r2', full), entry('r1', scores)), rubric, known);
	expect(faults).toHaveLength(1);
	expect(faults[0]).toMatch(message);
	expect(faults[0]).toContain('runs[1] (r1)');
	expect(judgments).toHaveLength(1);
});

test('unknown runs, repeated runs and another rubric are all reported at once', () => {
	const file = fileOf(entry('r9', full), entry('r1', full), entry('r1', full));
	const { faults } = checkJudgeFile({ ...file, rubric: { ...file.rubric, hash: 'other' } }, rubric, known);
	expect(faults).toHaveLength(3);
	expect(faults.join('\n')).toMatch(/rubric: .*\n.*r9.*no such run.*\n.*r1.*stands twice/);
});

test.each([
	['', /empty/],
	['  \n', /empty/],
	['{"format": "tip-bench-judge/1", "ru', /not whole JSON/],
	['[]', /the file/],
	['{"format": "other"}', /format/],
])('refuses %j with a reason', (text, message) => {
	const read = readJudgeFile(text);
	expect('faults' in read && read.faults.join('\n')).toMatch(message);
});

test('reads what it wrote, with a byte-order mark too', () => {
	const file = fileOf(entry('r1', full));
	expect(readJudgeFile(`\uFEFF${JSON.stringify(file)}`)).toEqual({ file });
});
