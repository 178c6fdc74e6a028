import { commitMarks, judgedMarks, marksOf, runFormat, unjudgedMarks } from './run-marks';

const none = { committed: false, judgePending: false, judged: false };
const born = { run_format: runFormat, bench: 'b', cell_key: 'k' };
const waits = { ...born, ...commitMarks({ judgePending: true, judged: false }) };

test('a run is committed by the last of its marks, and by none before', () => {
	const marks = Object.entries(commitMarks({ judgePending: true, judged: false }));
	for (let written = 0; written < marks.length; written += 1) {
		const half = { ...born, ...Object.fromEntries(marks.slice(0, written)) };
		expect(marksOf(half, true)).toEqual(none);
	}
	expect(marksOf(waits, false)).toEqual({ committed: true, judgePending: true, judged: false });
});

test('a half-written run with the mark that commits old ones is not committed', () => {
	for (const judge_pending of ['true', 'false']) expect(marksOf({ ...born, judge_pending }, true)).toEqual(none);
});

test('a judgment ends with its last tag; until then, and while it is replaced, the run waits', () => {
	const judged = { ...waits, ...judgedMarks };
	expect(marksOf(judged, true)).toEqual({ committed: true, judgePending: false, judged: true });
	const [first = ['', '']] = Object.entries(judgedMarks);
	expect(marksOf({ ...waits, [first[0]]: first[1] }, true)).toMatchObject({ judgePending: true, judged: false });
	expect(marksOf({ ...judged, ...unjudgedMarks }, true)).toMatchObject({ judgePending: true, judged: false });
	const [undone = ['', '']] = Object.entries(unjudgedMarks);
	expect(marksOf({ ...judged, [undone[0]]: undone[1] }, true)).toMatchObject({ judgePending: true, judged: false });
});

test('a judge that knows the mission’s tag alone has judged where there are scores', () => {
	const cleared = { ...waits, judge_pending: 'False' };
	expect(marksOf(cleared, true)).toMatchObject({ judgePending: false, judged: true });
	expect(marksOf(cleared, false)).toMatchObject({ judgePending: false, judged: false });
});

test('an invalid run waits for nothing and is not judged', () => {
	const invalid = { ...born, invalid: 'context-cut', ...commitMarks({ judgePending: false, judged: false }) };
	expect(marksOf(invalid, false)).toEqual({ committed: true, judgePending: false, judged: false });
});

test.each([
	['waits', { judge_pending: 'true' }, { committed: true, judgePending: true, judged: false }],
	['is judged', { judge_pending: 'false' }, { committed: true, judgePending: false, judged: true }],
	['is judged by Python', { judge_pending: 'False' }, { committed: true, judgePending: false, judged: true }],
	['is invalid', { judge_pending: 'false', invalid: 'x' }, { committed: true, judgePending: false, judged: false }],
	['is half written', { cell_key: 'k', bench: 'b' }, none],
	['was never ours', {}, none],
])('without a format the mission’s tag says that a run %s', (_what, tags, marks) => {
	expect(marksOf(tags, false)).toEqual(marks);
});

test('an old run that is judged today reads the same in both forms', () => {
	expect(marksOf({ judge_pending: 'true', ...judgedMarks }, true)).toMatchObject({ judgePending: false, judged: true });
});

test('a run of another kind is no cell’s, whatever else it has', () => {
	expect(marksOf({ ...waits, kind: 'gate' }, true)).toEqual(none);
	expect(marksOf({ judge_pending: 'false', kind: 'gate' }, true)).toEqual(none);
});
