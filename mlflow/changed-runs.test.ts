import { beginningsBetween } from './changed-runs';

const at = (time: string) => Date.parse(`2026-11-26T${time}Z`);

test.each([
	['seconds', '20:15:08.000', '20:15:31.000', ['20:15:0', '20:15:1', '20:15:2', '20:15:3']],
	['over an hour’s end', '20:59:55.000', '21:00:01.000', ['20:59:5', '21:00:0']],
	['minutes', '20:15:08.000', '20:18:00.000', ['20:15', '20:16', '20:17', '20:18']],
	['an hour', '20:05:08.000', '20:44:00.000', ['20:0', '20:1', '20:2', '20:3', '20:4']],
	['hours', '18:05:08.000', '20:44:00.000', ['18', '19', '20']],
])('%s are told by how their times begin', (_what, from, to, begins) => {
	expect(beginningsBetween(at(from), at(to))).toEqual(begins.map((each) => `2026-11-26T${each}`));
});

test('every time between the two begins so, and of long times all runs are read', () => {
	for (let trial = 0; trial < 2_000; trial += 1) {
		const from = at('12:00:00.000') + trial * 7_919_003;
		const to = from + (trial % 977) * 20_000;
		const begins = beginningsBetween(from, to);
		expect(begins.length).toBeLessThanOrEqual(6);
		for (const time of [from, to, Math.floor((from + to) / 2)]) {
			const text = new Date(time).toISOString();
			expect(begins.filter((begin) => text.startsWith(begin))).toHaveLength(1);
		}
	}
	expect(beginningsBetween(at('00:00:00.000'), at('23:00:00.000'))).toEqual(['']);
});
