import { secondsEach } from './pace';

const at = (...seconds: number[]) => seconds.map((each) => each * 1000);

test.each([
	['too few', at(0, 10, 20), null],
	['one every ten seconds', at(0, 10, 20, 30, 40), 10],
	['in any order, with a night between', at(40, 0, 30, 10, 90_000, 90_010, 20), 10],
	['one file, at one moment', at(5, 5, 5, 5, 5, 5), null],
	[
		'the latest count',
		[
			...at(...Array.from({ length: 100 }, (_, n) => n * 100)),
			...at(...Array.from({ length: 60 }, (_, n) => 9_900 + n * 5)),
		],
		5,
	],
	['nothing', [], null],
])('%s', (_, times, seconds) => {
	expect(secondsEach(times)).toBe(seconds);
});
