import { allFeatures, contextOf, featureNames, momentFeatures } from './features';

const tip = { priority: 0.5, overdue: false, task_age_days: 0 };
const profile = { completion_rate: 0.4, dismiss_rate: 0.3, mean_dwell_seconds: 60, preferred_hour: 9, tips: 10 };
const named = (...given: Parameters<typeof contextOf>) =>
	Object.fromEntries(contextOf(...given).map((value, at) => [featureNames[at], value]));

test('there are as many names as features, and the first seven are of moment and tip', () => {
	expect([featureNames.length, momentFeatures]).toEqual([allFeatures, 7]);
	const [one, other] = [profile, { ...profile, completion_rate: 0, preferred_hour: 3, tips: 0 }].map((each) =>
		contextOf({ hour: 8, weekend: true }, tip, each).slice(0, momentFeatures),
	);
	expect(one).toEqual(other);
});

test('each feature is what its name says', () => {
	expect(named({ hour: 6, weekend: true }, { priority: 0.9, overdue: true, task_age_days: 365 }, profile)).toEqual({
		...{ bias: 1, hour_sine: 1, hour_cosine: expect.closeTo(0, 12), weekend: 1, priority: 0.9, overdue: 1 },
		...{ log_task_age: 1, completion_rate: 0.4, dismiss_rate: 0.3, mean_dwell: 0.1 },
		preferred_hour_alignment: expect.closeTo(Math.cos(Math.PI / 4), 12),
		tip_volume: expect.closeTo(Math.log(11) / Math.log(1001), 12),
	});
});

test('without a profile the five that are made from it are 0', () => {
	expect(contextOf({ hour: 6, weekend: false }, tip, null).slice(momentFeatures)).toEqual([0, 0, 0, 0, 0]);
	expect(named({ hour: 6, weekend: false }, tip, { ...profile, preferred_hour: null }).preferred_hour_alignment).toBe(
		0,
	);
});

test.each([23.5, 0, 24])('the hour %d lies beside midnight', (hour) => {
	expect(
		named({ hour, weekend: false }, tip, { ...profile, preferred_hour: 0 }).preferred_hour_alignment,
	).toBeGreaterThan(0.99);
});

test('whatever is given, every feature lies within −1 and 1', () => {
	for (const hour of [0, 3, 11.9, 24])
		for (const task_age_days of [0, 1, 400, 1e9])
			for (const tips of [0, 1, 1_000, 1e9])
				for (const mean_dwell_seconds of [0, 600, 1e9]) {
					const told = { ...profile, completion_rate: 1, dismiss_rate: 1, mean_dwell_seconds, tips };
					const x = contextOf({ hour, weekend: true }, { priority: 1, overdue: true, task_age_days }, told);
					expect(x).toHaveLength(allFeatures);
					expect(x.every((each) => Math.abs(each) <= 1)).toBe(true);
				}
});
