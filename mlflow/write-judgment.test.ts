import { isOnlyJudgment } from './write-judgment';

const given = { composite: 12, judged_at: '2026-01-01T00:00:00.000Z' };
const own = { value: 12, timestamp: Date.parse(given.judged_at) };

test('a run that has had one composite, of this judge and this time, was scored by nobody else', () => {
	expect(isOnlyJudgment([own], given)).toBe(true);
});

test.each([
	['another has written before', [{ value: 9, timestamp: own.timestamp - 5 }, own]],
	['another has written behind it', [own, { value: 9, timestamp: own.timestamp + 5 }]],
	['another has written the same scores', [own, { ...own, timestamp: own.timestamp + 1 }]],
	['it is not there', []],
	['it is of another time', [{ ...own, timestamp: 0 }]],
	['it is another', [{ ...own, value: 13 }]],
])('where %s, the run is looked at whole', (_what, history) => {
	expect(isOnlyJudgment(history, given)).toBe(false);
});
