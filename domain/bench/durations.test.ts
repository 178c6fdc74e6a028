import { durationMs } from './durations';

test.each([
	['90s', 90_000],
	['30m', 1_800_000],
	[' 36H ', 129_600_000],
	['1.5 h', 5_400_000],
	['7d', 604_800_000],
	['2w', 1_209_600_000],
	['1s', 1000],
	['0.5s', null],
	['0s', null],
	['7', null],
	['d7', null],
	['-1d', null],
	['1d2h', null],
	['9999w', null],
	['1000000s', null],
])('%s is %s ms', (text, ms) => {
	expect(durationMs(text)).toBe(ms);
});
