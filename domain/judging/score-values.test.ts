import { check, entry, fileOf, full, open } from '../../testbed/judge-file';

test.each([
	['half-filled', { relevance: 4, tone: null, format_ok: 1 }, /tone is missing/],
	['a computed flag changed and nothing scored', { ...open, format_ok: 0 }, /relevance is missing/],
	['above the scale', { ...full, tone: 6 }, /tone must be a whole number from 1 to 5, but is 6/],
	['below the scale', { ...full, tone: 0 }, /tone must be/],
	['a fraction', { ...full, tone: 3.5 }, /tone must be .* 3\.5/],
	['a word', { ...full, tone: 'four' }, /tone must be .* "four"/],
	['a fraction in words', { ...full, tone: '4/5' }, /tone must be .* "4\/5"/],
	['a yes where a number belongs', { ...full, tone: true }, /tone must be .* true/],
	['a list', { ...full, tone: [4] }, /tone must be .* \[4\]/],
	['an object', { ...full, tone: { score: 4, why: 'so' } }, /tone must be .*"score":4/],
	['a flag of 2', { ...full, format_ok: 2 }, /format_ok must be a whole number from 0 to 1/],
	['an unknown score', { ...full, charm: 3 }, /charm is no score of the rubric; known are relevance, tone, format_ok/],
	['a score in capitals', { ...full, Relevance: 3 }, /Relevance is no score of the rubric; did you mean relevance\?/],
	['a score with more to its name', { ...full, tone_score: 3 }, /tone_score is no score .* did you mean tone\?/],
	['a number for a note', { ...full, note: 4 }, /note is no score of the rubric/],
	['the name of what every object has', { ...full, constructor: 3 }, /constructor is no score/],
])('%s is a fault with its place', (_what, scores, message) => {
	const { faults, judgments } = check(fileOf(entry('r2', full), entry('r1', scores)));
	expect(faults.join('\n')).toMatch(message);
	for (const fault of faults) expect(fault).toMatch(/^line \d+, column \d+, runs\[1\] \(r1\)/);
	expect(judgments).toHaveLength(1);
});

test('the place of a fault is that of the value', () => {
	const text = JSON.stringify(fileOf(entry('r1', { ...full, tone: 9 })), null, 2);
	const lines = text.split('\n');
	const line = lines.findIndex((each) => each.includes('"tone"')) + 1;
	const column = (lines[line - 1] ?? '').indexOf('9') + 1;
	expect(check(text).faults).toEqual([
		`line ${line}, column ${column}, runs[0] (r1): tone must be a whole number from 1 to 5, but is 9`,
	]);
});

test.each([
	['a text', '"4"', 'scores written as texts'],
	['a text with spaces', '" 4 "', 'scores written as texts'],
	['a text with a zero behind it', '"4.0"', 'scores written as texts'],
	['a text with a decimal comma', '"4,0"', 'scores written as texts'],
	['digits of another script', '"٤"', 'scores written as texts'],
	['bare digits of another script', '４', 'digits of other scripts'],
	['a digit as a sign', '"4️⃣"', 'scores written as texts'],
	['a number with a plus', '+4', 'numbers written as JSON does not write them'],
])('a score written as %s is read', (_what, score, mend) => {
	const text = JSON.stringify(fileOf(entry('r1', { ...full, tone: 'HERE' }))).replace('"HERE"', score);
	const { judgments, faults, mended } = check(text);
	expect(faults).toEqual([]);
	expect(judgments[0]?.scores.tone).toBe(4);
	expect(mended).toEqual([expect.stringContaining(mend)]);
});

test.each(['4.0', '4e0', '4.000'])('%s is a whole number', (score) => {
	const { judgments, mended } = check(
		JSON.stringify(fileOf(entry('r1', { ...full, tone: 4 }))).replace('"tone":4', `"tone":${score}`),
	);
	expect(judgments[0]?.scores.tone).toBe(4);
	expect(mended).toEqual([]);
});

test('a number that JavaScript would round to a whole one is none', () => {
	const text = JSON.stringify(fileOf(entry('r1', full))).replace('"tone":5', '"tone":4.99999999999999999999');
	expect(check(text).faults).toEqual([expect.stringContaining('but is 4.99999999999999999999')]);
});

test.each([
	['true', true, 1],
	['false', false, 0],
	['"true"', 'true', 1],
	['"WAHR"', 'WAHR', 1],
	['"Falsch"', 'Falsch', 0],
	['"VRAI"', 'VRAI', 1],
	['"ИСТИНА"', 'ИСТИНА', 1],
	['"no"', 'no', 0],
	['"0"', '0', 0],
])('a flag may be %s', (_what, value, score) => {
	const { judgments, mended } = check(fileOf(entry('r1', { ...full, format_ok: value })));
	expect(judgments[0]?.scores.format_ok).toBe(score);
	expect(mended).toHaveLength(1);
});

test.each([
	['left out', {}],
	['null', { format_ok: null }],
])('a computed flag that is %s stays as it was computed', (_what, flag) => {
	const { judgments, mended } = check(fileOf(entry('r1', { relevance: 4, tone: 5, ...flag })));
	expect(judgments).toMatchObject([{ scores: full }]);
	expect(mended).toEqual([expect.stringContaining('computed flags left out')]);
});

test('what only a judge can say is missing where it is left out', () => {
	expect(check(fileOf(entry('r1', { relevance: 4, format_ok: 1 }))).faults).toEqual([
		expect.stringContaining('tone is missing'),
	]);
});
