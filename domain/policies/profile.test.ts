import { addOutcome, type History, type Profile, profileOf, profilesOf, wholeProfileOf } from './profile';

const after = (outcomes: readonly (readonly [string, number, object])[]): History =>
	outcomes.reduce<History>((history, [kind, hour, outcome]) => addOutcome(history, kind, hour, outcome), {});

const times = (count: number, kind: string, hour: number, outcome: object) =>
	Array.from({ length: count }, () => [kind, hour, outcome] as const);

const done = { completed: true, dwell_seconds: 60 };
const gone = { dismissed: true, dwell_seconds: 2 };

test('of somebody unknown there is no profile', () => {
	expect(profileOf({}, 'focus')).toBeNull();
	expect(profilesOf({}, ['focus', 'rest'])).toEqual([null, null]);
	expect(wholeProfileOf({})).toBeNull();
});

test('what was never shown has the mean of all the rest, and no tips', () => {
	const history = after([...times(30, 'focus', 8, done), ...times(10, 'chores', 20, gone)]);
	expect(profileOf(history, 'rest')).toEqual({
		...{ completion_rate: 0.75, dismiss_rate: 0.25, tips: 0 },
		...{ mean_dwell_seconds: expect.closeTo((30 * 60 + 10 * 2) / 40, 9), preferred_hour: expect.closeTo(8, 9) },
	});
});

test('a kind that was shown is drawn to that mean as if five more had gone like all', () => {
	const history = after([...times(30, 'focus', 8, done), ...times(10, 'chores', 20, gone)]);
	expect(profileOf(history, 'chores')).toMatchObject({
		...{ completion_rate: expect.closeTo((5 * 0.75) / 15, 12), dismiss_rate: expect.closeTo((10 + 5 * 0.25) / 15, 12) },
		tips: 10,
	});
	const often = after([...times(30, 'focus', 8, done), ...times(5_000, 'chores', 20, gone)]);
	expect(profileOf(often, 'chores')?.completion_rate).toBeLessThan(0.001);
});

test('profiles of several kinds are those of each', () => {
	const history = after([...times(3, 'a', 1, done), ...times(4, 'b', 23, gone), ...times(2, 'c', 12, {})]);
	expect(profilesOf(history, ['c', 'a', 'x', 'b'])).toEqual(
		['c', 'a', 'x', 'b'].map((kind) => profileOf(history, kind)),
	);
});

test('a dwell that was not told is in no mean, and one of hours counts as ten minutes', () => {
	const history = after([
		['a', 8, { dwell_seconds: 10 }],
		['a', 8, {}],
		['a', 8, { dwell_seconds: 36_000 }],
	]);
	expect(wholeProfileOf(history)).toMatchObject({ mean_dwell_seconds: expect.closeTo((10 + 600) / 2, 9), tips: 3 });
	expect(wholeProfileOf(after([['a', 8, {}]]))?.mean_dwell_seconds).toBe(0);
});

test.each<[readonly number[], number | null]>([
	[[23, 1], 0],
	[[6, 18], null],
	[[9, 9, 9], 9],
	[[23.5], 23.5],
])('completed at %j, the preferred hour is %p: midnight is no border', (hours, preferred) => {
	const history = after(hours.map((hour) => ['a', hour, done] as const));
	const hour = wholeProfileOf(history)?.preferred_hour ?? null;
	if (preferred === null) expect(hour).toBeNull();
	else expect(Math.cos((((hour as number) - preferred) / 24) * 2 * Math.PI)).toBeCloseTo(1, 12);
});

test('nobody prefers an hour at which nothing was completed', () => {
	expect(wholeProfileOf(after(times(9, 'a', 8, gone)))?.preferred_hour).toBeNull();
});

test('a kind may have any name', () => {
	for (const kind of ['__proto__', 'constructor', 'toString', '']) {
		const history = after(times(10, kind, 8, done));
		expect(Object.keys(history)).toEqual([kind]);
		expect(profileOf(history, kind)).toMatchObject({ tips: 10 } satisfies Partial<Profile>);
		expect(profileOf(after(times(10, 'a', 8, done)), kind)).toMatchObject({ tips: 0 });
	}
});

test('the order of the outcomes changes nothing, and a history is never changed in place', () => {
	const outcomes = [...times(3, 'a', 1, done), ...times(4, 'b', 23, gone), ...times(2, 'a', 12, { dwell_seconds: 5 })];
	const before = Object.freeze(after(outcomes.slice(0, 5)));
	const kept = structuredClone(before);
	addOutcome(before, 'a', 3, done);
	expect(before).toEqual(kept);
	for (const kind of ['a', 'b']) {
		const [one, other] = [after(outcomes), after(outcomes.toReversed())].map((history) => profileOf(history, kind));
		for (const [key, value] of Object.entries(one ?? {}))
			expect(other?.[key as keyof Profile]).toBeCloseTo(value as number, 9);
	}
});
