import type { PolicyName } from '../policies/policy-names';
import { decidePromotion, decidePromotionAgain } from './decide-promotion';
import {
	lookOfPromotion,
	type PromotionAsked,
	type PromotionInput,
	promotionAskedSchema,
	promotionDocumentSchema,
	promotionFormat,
	type StudyPart,
} from './promotion-document';

const names = Array.from({ length: 8 }, (_none, at) => `persona ${at}`);
const setting = { steps: 200, tips: 8, profiles: 'by-kind' } as const;

/** Rewards of a policy: three seeds a persona, 0.4 and what is added at each persona. */
function partsOf(policy: PolicyName, added: (persona: number) => number, personas = names): StudyPart[] {
	return personas.map((name, at) => ({
		...{ policy, persona: { name, hash: `hash of ${name}` }, setting, from: 5 },
		rewards: [-0.1, 0, 0.1].map((each) => 0.4 + each + added(at)),
	}));
}

function study(parts: readonly StudyPart[], asked: Partial<PromotionAsked> = {}): PromotionInput {
	const whole = promotionAskedSchema.parse({ baseline: 'egreedy-v1', better_by: 0, ...asked });
	return { format: promotionFormat, asked: whole, number: 1, seed: 0, parts };
}

const base = partsOf('egreedy-v1', () => 0);
const better = partsOf('egreedy-v2', (at) => 0.02 + 0.005 * at);
const mixed = partsOf('egreedy-v2', (at) => (at % 2 === 0 ? 0.02 : -0.03));

test.each([
	[
		'promote',
		better,
		{},
		/^egreedy-v2 brings \+0\.0375 reward a choice beside egreedy-v1, over 8 personas with 3 seeds each; .* wholly above the bound 0$/,
	],
	['reject', partsOf('egreedy-v2', (at) => -0.01 - 0.005 * at), {}, /wholly below the bound 0$/],
	['not enough evidence', mixed, {}, /on both sides of the bound 0$/],
	['reject', better, { better_by: 0.06 }, /wholly below the bound \+0\.0600$/],
	['not enough evidence', better, { better_by: 0.037 }, /on both sides of the bound \+0\.0370$/],
	['not enough evidence', base.map((each) => ({ ...each, policy: 'egreedy-v2' as const })), {}, /on both sides/],
] as const)('answers %s', (answer, candidate, asked, reason) => {
	const document = decidePromotion(study([...base, ...candidate], asked));
	expect(document).toMatchObject({ answer, candidate: 'egreedy-v2', chosen_among: 1 });
	expect(document.reasons[0]).toMatch(reason);
	expect(document.more_personas === null).toBe(answer !== 'not enough evidence');
});

test('a document holds all that it was made from: through JSON, it is decided again to the same', () => {
	const document = decidePromotion(study([...base, ...mixed]));
	const kept: unknown = JSON.parse(JSON.stringify(document));
	expect(promotionDocumentSchema.parse(kept)).toEqual(document);
	expect(decidePromotionAgain(kept)).toEqual(document);
	expect(() => decidePromotionAgain({ ...document, format: 'tip-bench-promotion/0' })).toThrow();
});

test('each further decision on an experiment may spend less, and needs more personas', () => {
	const asked = study([...base, ...better]);
	const [first, second, third] = [1, 2, 3].map((number) => decidePromotion({ ...asked, number }));
	expect([first?.level, second?.level, third?.level]).toEqual([
		expect.closeTo(0.0304, 4),
		expect.closeTo(0.0076, 4),
		expect.closeTo(0.0034, 4),
	]);
	expect([first?.answer, second?.answer, third?.answer]).toEqual(['promote', 'promote', 'not enough evidence']);
	expect(third?.reasons[0]).toBe('8 personas cannot decide at 0.338 %, whatever the episodes: it takes 9');
	expect(second?.reasons).toContain(
		'decision 2 on this experiment: of the 5 % that all of them may spend, 0.76 % are left for this one',
	);
	expect(lookOfPromotion({ ...asked, number: 2 })).toBe(lookOfPromotion(asked));
});

test('the order in which the parts come changes nothing but their order', () => {
	const { parts: _parts, ...decided } = decidePromotion(study([...base, ...better]));
	expect(decidePromotion(study([...better, ...base].reverse()))).toMatchObject(decided);
});

test('seeds of one persona are no evidence of others: more of them make no interval narrower', () => {
	const tenfold = [...base, ...mixed].map((part) => ({
		...part,
		rewards: Array.from({ length: 10 }, () => part.rewards).flat(),
	}));
	const [few, many] = [decidePromotion(study([...base, ...mixed])), decidePromotion(study(tenfold))];
	expect(many.difference.value?.low).toBeCloseTo(few.difference.value?.low ?? Number.NaN, 9);
	expect(many.answer).toBe('not enough evidence');
});

test('a persona that is served much worse stops a policy that is better on the whole', () => {
	const harsh = partsOf('egreedy-v2', (at) => (at === 3 ? -0.15 : 0.2));
	const document = decidePromotion(study([...base, ...harsh]));
	expect(document).toMatchObject({ answer: 'reject', worst_persona: { persona: 'persona 3', passed: false } });
	expect(document.reasons[0]).toBe(
		'for persona 3, whom it serves worst, egreedy-v2 brings −0.1500, and −0.1 is allowed',
	);
	const allowed = decidePromotion(study([...base, ...harsh], { worst_persona: 0.15 }));
	expect(allowed).toMatchObject({ answer: 'promote', worst_persona: { passed: true } });
	expect(decidePromotion(study([...base, ...harsh], { worst_persona: null })).worst_persona).toBeNull();
});

test('with none named the best of the others is held against all of them', () => {
	const others = [
		...partsOf('linucb', (at) => 0.01 - 0.004 * at),
		...partsOf('random', (at) => 0.03 * (at % 2) - 0.02),
	];
	const among = decidePromotion(study([...base, ...better, ...others]));
	expect(among).toMatchObject({ candidate: 'egreedy-v2', chosen_among: 3, answer: 'promote' });
	expect(among.reasons.join()).toContain('the best of 3');
	const named = decidePromotion(study([...base, ...better, ...others], { candidate: 'egreedy-v2' }));
	expect(named.chosen_among).toBe(1);
	expect(among.difference.value?.low).toBeLessThanOrEqual(named.difference.value?.low ?? 0);
});

test('too few personas decide nothing, however clear it looks', () => {
	const four = names.slice(0, 4);
	const document = decidePromotion(
		study([...partsOf('egreedy-v1', () => 0, four), ...partsOf('egreedy-v2', () => 0.5, four)]),
	);
	expect(document.answer).toBe('not enough evidence');
	expect(document.reasons[0]).toBe('4 personas cannot decide at 3.04 %, whatever the episodes: it takes 6');
	expect(document.more_personas?.value).toBeGreaterThanOrEqual(1);
});

const [first, ...rest] = better as [StudyPart, ...StudyPart[]];

test.each<[string, StudyPart[], Partial<PromotionAsked>, RegExp]>([
	['a persona that a policy has not met', rest, {}, /egreedy-v2 with persona 0 is missing/],
	['one that stands there twice', [...better, first], {}, /egreedy-v2 with persona 0 stands there 2 times/],
	[
		'fewer seeds',
		[{ ...first, rewards: [0.4, 0.5] }, ...rest],
		{},
		/persona 0 has seeds 5 to 6, and others have seeds 5 to 7/,
	],
	['other seeds', [{ ...first, from: 6 }, ...rest], {}, /persona 0 has seeds 6 to 8, and others/],
	['no seed', [{ ...first, rewards: [] }, ...rest], {}, /egreedy-v2 with persona 0 has no episode/],
	[
		'another setting',
		[{ ...first, setting: { ...setting, tips: 9 } }, ...rest],
		{},
		/has the setting .*"tips":9.*, and others/,
	],
	['another file', [{ ...first, persona: { name: 'persona 0', hash: 'x' } }, ...rest], {}, /another file of persona 0/],
	['a candidate without episodes', better, { candidate: 'linucb' }, /linucb has no episode/],
	['a candidate that is the baseline', better, { candidate: 'egreedy-v1' }, /compared with itself/],
	['nobody to compare', [], {}, /no other policy than egreedy-v1/],
])('a study is refused with %s', (_name, parts, asked, message) => {
	expect(() => decidePromotion(study([...base, ...parts], asked))).toThrow(
		expect.objectContaining({ code: 'StudyInvalid', message: expect.stringMatching(message) }),
	);
});

test('of many faults ten are named', () => {
	const other = better.map((part) => ({ ...part, from: 9, setting: { ...setting, steps: 9 } }));
	expect(() => decidePromotion(study([...base, ...other]))).toThrow(/; and 6 more\.$/);
});
