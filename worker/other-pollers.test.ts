import { warningsAbout } from './other-pollers';

const asked = { queue: 'gpu', host: 'box', pid: 10, now: 60_000, isAlive: (pid: number) => pid === 11 };
const seen = (identity: string) => [{ identity, lastSeenAt: 40_000 }];

test('a worker of another machine is named, with when it was last seen', () => {
	const [line, ...more] = warningsAbout(seen('10@other'), asked);
	expect(line).toContain('another machine, 10@other, serves gpu too (asked for work 20 s ago)');
	expect(more).toEqual([]);
});

test('a living one of this machine is named, this one itself and an ended one are not', () => {
	expect(warningsAbout(seen('11@box'), asked)).toEqual([expect.stringContaining('this machine (pid 11')]);
	expect(warningsAbout(seen('10@box'), asked)).toEqual([]);
	expect(warningsAbout(seen('12@box'), asked)).toEqual([]);
});

test('one with a name of its own is named too', () => {
	expect(warningsAbout(seen('my worker'), asked)).toEqual([expect.stringContaining('another machine, my worker')]);
});
