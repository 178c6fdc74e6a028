import type { JudgedPair } from './judged-pair';
import { readTrust, trustSums } from './trust';
import { type TrustRecord, trustRecordSchema } from './trust-record';

const who = { judge_hash: 'j1', rubric_hash: 'r1' };
const resampling = { seed: 2, resamples: 400 };

/** Every `every`th run is `off` points off. */
function pairsOf(experiment: string, off: number, every = 2): JudgedPair[] {
	return Array.from({ length: 96 }, (_, at) => {
		const against = 4 + ((at * 5) % 9);
		const judged = against + (at % every === 0 ? off : 0);
		return {
			...{ scenario: `${experiment} ${at % 8}`, row: `r${at % 12}`, length: 100, chance: 1 },
			judged: { scores: {}, composite: judged },
			against: { scores: {}, composite: against },
		};
	});
}

function recordOf(experiment: string, off: number, more: Partial<TrustRecord> = {}): TrustRecord {
	return trustRecordSchema.parse({
		...{ ...who, judge: 'haiku', experiment, earned_at: '2026-11-20T08:00:00Z', against: 'Anna', pairs: 96 },
		...{ evidence: true, scenarios: trustSums(pairsOf(experiment, off)), alt_test: null },
		...more,
	});
}

const read = (records: readonly TrustRecord[]) => readTrust(records, who, 0.6, resampling);

test('a record holds all that kappa needs, and is read again from JSON', () => {
	const record = recordOf('a', 1);
	const again = trustRecordSchema.parse(JSON.parse(JSON.stringify(record)));
	expect(again).toEqual(record);
	expect(read([again]).answer).toMatchObject({ allowed: true, by: 'kappa' });
});

test('no record, or only those of another judge or rubric: no trust', () => {
	const strangers = [recordOf('a', 0, { judge_hash: 'j2' }), recordOf('a', 0, { rubric_hash: 'r2' })];
	for (const records of [[], strangers]) {
		expect(read(records)).toMatchObject({
			earned: [],
			answer: { allowed: false, reason: expect.stringContaining('no experiment') },
		});
	}
});

test('experiments are pooled: a lucky one does not outvote those before it', () => {
	const bad = ['a', 'b', 'c'].map((name, at) => recordOf(name, 7, { earned_at: `2026-11-1${at}T08:00:00Z` }));
	const lucky = recordOf('d', 0, { earned_at: '2026-11-25T08:00:00Z' });
	expect(read([lucky]).answer.allowed).toBe(true);
	expect(read([...bad, lucky]).answer.allowed).toBe(false);
});

test('pooled sums are those of one experiment with all runs', () => {
	const [a, b] = [recordOf('a', 2), recordOf('b', 3)];
	const both = recordOf('ab', 0, { scenarios: trustSums([...pairsOf('a', 2), ...pairsOf('b', 3)]) });
	expect(read([a, b]).kappa).toEqual(read([both]).kappa);
});

test('the newest experiment may take trust away', () => {
	const good = [...'abcdefghijklmnopqrst'].map((name) => recordOf(name, 1));
	const changed = recordOf('z', 8, { earned_at: '2026-11-26T08:00:00Z', scenarios: trustSums(pairsOf('z', 8, 1)) });
	const { answer, kappa } = read([...good, changed]);
	expect(kappa.low).toBeGreaterThan(0.6);
	expect(answer).toMatchObject({
		allowed: false,
		by: null,
		reason: expect.stringContaining('its newest experiment speaks against it: in z'),
	});
});

test('of one experiment the newest record counts, in whatever order they come', () => {
	const [old, young] = [recordOf('a', 8), recordOf('a', 1, { earned_at: '2026-11-24T08:00:00Z' })];
	expect(read([old, young]).earned).toEqual([young]);
	expect(read([young, old])).toEqual(read([old, young]));
});

test('a scenario of two experiments is one cluster', () => {
	const again = recordOf('b', 2, { scenarios: trustSums(pairsOf('a', 2)) });
	const apart = read([recordOf('a', 2), recordOf('b', 2)]).kappa;
	const shared = read([recordOf('a', 2), again]).kappa;
	expect((shared.high ?? 0) - (shared.low ?? 0)).toBeGreaterThan((apart.high ?? 0) - (apart.low ?? 0));
});

test('the alternative annotator test with most runs counts', () => {
	const tested = (winning_rate: number, runs: number) => ({
		alt_test: { winning_rate, epsilon: 0.15, people: 2, runs },
	});
	const [small, large] = [recordOf('a', 8, tested(1, 30)), recordOf('b', 8, tested(0, 90))];
	expect(read([small]).answer).toMatchObject({ allowed: true, by: 'alt-test' });
	expect(read([small, large]).answer.allowed).toBe(false);
	const later = recordOf('c', 8, { earned_at: '2026-11-26T08:00:00Z', scenarios: trustSums(pairsOf('c', 8, 1)) });
	expect(read([small, later]).answer.reason).toContain('its newest experiment speaks against it: in c');
});

test('one record without evidence takes all of them with it', () => {
	expect(read([recordOf('a', 0), recordOf('b', 0, { evidence: false })]).answer.allowed).toBe(false);
});
