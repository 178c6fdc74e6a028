import { check, entry, fileOf, full, open } from '../../testbed/judge-file';

test('a scored entry becomes a judgment with its composite', () => {
	expect(check(fileOf(entry('r1', full)))).toMatchObject({
		judgments: [{ run_id: 'r1', scores: full, composite: 11, notes: {} }],
		unscored: 0,
		faults: [],
		mended: [],
	});
});

test('an untouched entry stays pending', () => {
	expect(open).toEqual({ relevance: null, tone: null, format_ok: 1 });
	expect(check(fileOf(entry('r1', open)))).toMatchObject({ judgments: [], unscored: 1, faults: [], mended: [] });
	expect(check(fileOf({ run_id: 'r1', scores: {} }))).toMatchObject({ judgments: [], unscored: 1, faults: [] });
});

test('unknown runs, repeated runs and another rubric are all reported at once', () => {
	const file = fileOf(entry('r9', full), entry('r1', full), entry('r1', { ...full, tone: 2 }));
	const { faults } = check({ ...file, rubric: { ...file.rubric, hash: 'other' } });
	expect(faults).toHaveLength(3);
	expect(faults.join('\n')).toMatch(/rubric: .*\n.*r9.*no such run.*\n.*r1.*stands twice; first at line \d+/);
});

test('spaces around a run_id are taken off, and another kind of value is a fault', () => {
	const spaced = check(fileOf({ ...entry('r1', full), run_id: ' r1\n' }));
	expect(spaced).toMatchObject({ faults: [], judgments: [{ run_id: 'r1' }] });
	expect(spaced.mended).toEqual([expect.stringContaining('spaces around a run_id')]);
	expect(check(fileOf({ ...entry('r1', full), run_id: 1 })).faults.join()).toMatch(/run_id must be the id of a run/);
	expect(check(fileOf({ scores: full })).faults.join()).toMatch(/run_id is missing/);
});

test('what was shown may be left out or changed, and is said to be', () => {
	const { judgments, mended, faults } = check(fileOf({ run_id: 'r1', scores: full }));
	expect({ faults, count: judgments.length }).toEqual({ faults: [], count: 1 });
	expect(mended.join('\n')).toMatch(/scenario left out.*\ncandidates left out/);
	const changed = check(fileOf({ ...entry('r1', full), candidates: ['a tip …'] }));
	expect(changed.mended).toEqual([expect.stringContaining('changes to candidates left out')]);
});

test('an entry with the candidates of another run is a fault: its scores may be that one’s', () => {
	const file = fileOf({ ...entry('r1', full), candidates: ['a tip for r2'] }, entry('r2', full));
	expect(check(file).faults).toEqual([
		expect.stringMatching(/\(r1\): has the candidates of run r2; are two entries mixed up\?/),
	]);
});

describe('the frame', () => {
	test.each<[string, object, RegExp]>([
		['no format', { format: undefined }, /format is missing/],
		['another format', { format: 'other' }, /format: /],
		['no rubric', { rubric: undefined }, /rubric is missing/],
		['a rubric without its hash', { rubric: { name: 'tip-v1' } }, /rubric\.hash is missing/],
		['neither', { format: undefined, runs: undefined }, /no judge file: it has neither format nor runs/],
		['two who scored', { by: ['a', 'b'] }, /by: must be a text in quotes, but is \["a","b"\]/],
		['no runs', { runs: undefined }, /runs is missing/],
		['runs misspelt', { runs: undefined, run: [entry('r1', full)] }, /did you mean runs\?/],
		['nobody who scored', { by: ' ' }, /by: /],
	])('%s is a fault with its place', (_what, more, message) => {
		const { faults, frame } = check({ ...fileOf(entry('r1', full)), ...more });
		expect(faults.join('\n')).toMatch(message);
		expect(faults.every((fault) => /^line \d+/.test(fault))).toBe(true);
		expect(frame === null || faults.length > 0).toBe(true);
	});

	test('what is not needed may be missing', () => {
		const { faults, judgments, frame } = check({
			...fileOf(entry('r1', full)),
			experiment_id: 1,
			by: null,
			how_to: undefined,
			judge_kinds: undefined,
			rubric: { name: 'tip-v1', hash: 'hash' },
		});
		expect(faults).toEqual([]);
		expect(judgments).toHaveLength(1);
		expect(frame).toMatchObject({ by: 'claude-code-session', experiment_id: '1', judge_kinds: [] });
	});
});

test('a doubled name is a fault, wherever it stands', () => {
	const text = JSON.stringify(fileOf(entry('r1', full)));
	for (const [twice, path] of [
		[text.replace('"tone":5', '"tone":5,"tone":4'), 'runs[0].scores.tone'],
		[text.replace('"scores":', '"scores":{"relevance":4},"scores":'), 'runs[0].scores'],
		[text.replace('"by":', '"by":"Anna","by":'), 'by'],
	] as const) {
		expect(check(twice).faults).toEqual([
			expect.stringMatching(/^line 1, column \d+, .*: stands twice; first at line 1/),
		]);
		expect(check(twice).faults[0]).toContain(`, ${path}: `);
	}
});
