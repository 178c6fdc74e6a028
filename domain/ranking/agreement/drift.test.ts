import { keptJudgmentSchema } from '../../judging/kept-judgment';
import { driftPairs } from './drift';

const scored = (tone: number, at: string) => ({ scores: { tone }, composite: tone + 4, judged_at: at });
const run = { scenario: 's', row: 'r', length: 80 };
const judgment = keptJudgmentSchema.parse({
	...{ by: 'Anna', tier: 'lazy', kind: 'human', given: scored(4, '2026-11-01T08:00:00Z') },
	repeats: [
		{ ...scored(3, '2026-11-03T08:00:00Z'), asked_at: '2026-11-02T08:00:00Z' },
		{ ...scored(5, '2026-11-05T08:00:00Z'), asked_at: '2026-11-04T08:00:00Z' },
	],
	replaced: [scored(1, '2026-10-31T08:00:00Z')],
});

test('each repeat is held against the judgment that counts; what was taken back is no repeat', () => {
	const pairs = driftPairs([{ ...run, judgment }]);
	expect(pairs.map(({ judged, against }) => [judged.composite, against.composite])).toEqual([
		[7, 8],
		[9, 8],
	]);
	expect(pairs[0]).toMatchObject({ ...run, chance: 1 });
});

test('who has scored it once, or not at all, has no drift', () => {
	expect(driftPairs([{ ...run, judgment: { ...judgment, repeats: [] } }])).toEqual([]);
	expect(driftPairs([{ ...run, judgment: { ...judgment, given: null } }])).toEqual([]);
});
