import { noteAnswer, serverNow } from './connection';

const differsBy = (ms: number) => Math.round((serverNow() - Date.now() - ms) / 1000);
const dated = (ms: number) => new Date(Date.now() + ms).toUTCString();

test('the time of the server is by its own clock, unless both show the same but for a moment', () => {
	expect(differsBy(0)).toBe(0);
	noteAnswer(dated(3_600_000));
	expect(Math.abs(differsBy(3_600_000))).toBeLessThanOrEqual(1);
	for (const nothing of [null, 'no date']) noteAnswer(nothing);
	expect(Math.abs(differsBy(3_600_000))).toBeLessThanOrEqual(1);
	noteAnswer(dated(-3_600_000));
	expect(Math.abs(differsBy(-3_600_000))).toBeLessThanOrEqual(1);
	noteAnswer(dated(10_000));
	expect(differsBy(0)).toBe(0);
});
