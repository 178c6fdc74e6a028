import { mainScores } from './aggregate';
import { giveJudgment } from './give-judgment';
import type { KeptJudgment } from './kept-judgment';

const rubric = {
	dimensions: [{ name: 'tone', min: 1, max: 5 }],
	flags: [{ name: 'ok' }],
	composite: { tone: 1, ok: 2 },
};
const of = (by: string, tone: number, ok: number, day: number, more: Partial<KeptJudgment> = {}): KeptJudgment => {
	const judged_at = `2026-01-0${day}T00:00:00.000Z`;
	const given = { scores: { tone, ok }, composite: tone + 2 * ok, judged_at, notes: { note: `${by} says` } };
	return { by, tier: 'lazy', kind: 'human', given, repeats: [], replaced: [], ...more };
};
const auto = of('haiku', 1, 0, 9, { tier: 'auto' });

test('nobody whose scores count: none', () => {
	expect(mainScores(rubric, [], null)).toBeNull();
	expect(mainScores(rubric, [auto], null)).toBeNull();
	expect(mainScores(rubric, [of('Anna', 4, 1, 1)], 'haiku')).toBeNull();
	expect(mainScores(rubric, [{ ...auto, given: null }], 'haiku')).toBeNull();
});

test('of one judge what it said, of several the means, the composite from them', () => {
	const [anna, bob] = [of('Anna', 5, 1, 2), of('Bob', 2, 0, 1)];
	expect(mainScores(rubric, [anna, auto], null)).toEqual({
		...{ scores: { tone: 5, ok: 1 }, composite: 7, judgedBy: 'Anna', notes: { note: 'Anna says' } },
		judgedAt: '2026-01-02T00:00:00.000Z',
	});
	expect(mainScores(rubric, [anna, auto, bob], null)).toEqual({
		...{ scores: { tone: 3.5, ok: 0.5 }, composite: 4.5, judgedBy: 'Bob, Anna' },
		...{ notes: { note: 'Bob: Bob says\nAnna: Anna says' }, judgedAt: '2026-01-02T00:00:00.000Z' },
	});
	expect(mainScores(rubric, [anna, bob, auto], 'haiku')).toMatchObject({ scores: { tone: 1 }, judgedBy: 'haiku' });
});

const given = (tone: number, exported_at: string | null) => ({
	...{ by: 'Anna', kind: null, scores: { tone, ok: 1 }, composite: tone + 2, notes: {} },
	...{ judged_at: '2026-02-01T00:00:00.000Z', exported_at },
});
const asked = { driftAsked: '2026-01-30T00:00:00.000Z', lazyCounts: true };

test('a drift check counts in no mean, is answered once, and replaces nothing', () => {
	const before = [of('Anna', 5, 1, 2), of('Bob', 2, 0, 1)];
	const first = giveJudgment(before, given(3, asked.driftAsked), asked);
	expect(first).toMatchObject({ change: 'repeat', before: null });
	expect(mainScores(rubric, first.judgments, null)).toEqual(mainScores(rubric, before, null));
	const [anna] = first.judgments;
	expect(anna).toMatchObject({
		given: { scores: { tone: 5 } },
		repeats: [{ asked_at: asked.driftAsked, scores: { tone: 3 } }],
	});
	for (const exported of [asked.driftAsked, null])
		expect(giveJudgment(first.judgments, given(3, exported), asked).change).toBe('same');
	const other = giveJudgment(first.judgments, given(4, asked.driftAsked), asked);
	expect(other.change).toBe('different');
	expect(other.judgments[0]).toMatchObject({
		given: { scores: { tone: 5 } },
		repeats: [{ scores: { tone: 4 } }],
		replaced: [{ scores: { tone: 3 } }],
	});
});

test('the file of an earlier sitting, applied once more, answers no drift check', () => {
	const before = [of('Anna', 5, 1, 2)];
	expect(giveJudgment(before, given(5, '2026-01-01T00:00:00.000Z'), asked).change).toBe('same');
	expect(giveJudgment(before, given(4, '2026-01-01T00:00:00.000Z'), asked).change).toBe('different');
});

test('what a judge took back stays, the newest fifty of it', () => {
	let judgments: readonly KeptJudgment[] = [of('Anna', 1, 1, 1)];
	for (let times = 0; times < 60; times += 1) {
		const { change, judgments: next } = giveJudgment(judgments, given(2 + (times % 2), ''), {
			driftAsked: null,
			lazyCounts: true,
		});
		expect(change).toBe('different');
		judgments = next;
	}
	expect(judgments[0]?.replaced).toHaveLength(50);
	expect(judgments[0]?.given?.scores.tone).toBe(3);
});
