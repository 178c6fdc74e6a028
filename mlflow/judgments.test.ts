import type { KeptJudgment } from '../domain/judging/kept-judgment';
import { judgmentName, judgmentsIn, judgmentTags } from './judgments';

const of = (by: string, note = ''): KeptJudgment => {
	const given = {
		scores: { tone: 4 },
		composite: 4,
		judged_at: '2026-01-01T00:00:00.000Z',
		notes: note ? { note } : {},
	};
	return { by, tier: 'lazy', kind: 'human', given, repeats: [], replaced: [] };
};
const names = [
	...[
		'claude-code-session',
		'Anna',
		'anna',
		'ANNA',
		'Anna Müller',
		'Anna Mueller',
		'anna müller',
		'ollama/qwen2.5:0.5b',
	],
	...[
		'haiku-4.5',
		'bob',
		'bob.2',
		'bob.2.2',
		'a/b',
		'a/../b',
		'../a',
		'.',
		'..',
		'',
		' ',
		'-',
		'日本',
		'日本語',
		'🙂',
		'🙃',
	],
	...[
		'x'.repeat(200),
		'x'.repeat(199),
		`${'x'.repeat(199)}y`,
		'[x](http://e) <b> @bob',
		"o'hara",
		'a"b',
		'a`b',
		'a%b',
		'a_b',
	],
	...['\ud83d', 'a\0b'],
];

test('no two judges have one tag, nor one that looks like a part of another, in any database', () => {
	const keys = names.flatMap((by) => Object.keys(judgmentTags(of(by, 'n'.repeat(20_000)))));
	expect(new Set(keys.map((key) => key.toLowerCase())).size).toBe(keys.length);
	for (const key of keys) expect(key).toMatch(/^(sha256:)?judgment:[A-Za-z0-9._-]{1,100}(\.\d)?$/);
	// A name that was made to look like the hash of another.
	expect(judgmentName(judgmentName('Anna'))).not.toBe(judgmentName('Anna'));
});

test('judgments come back whole, however long they are', () => {
	const all = names
		.filter((by) => by.isWellFormed())
		.map((by, at) => of(by, at % 2 === 0 ? `${'so \0 \ud83d '.repeat(3_000)}!` : ''));
	const tags = Object.assign({}, ...all.map(judgmentTags)) as Record<string, string>;
	expect(Object.values(tags).every((value) => value.length <= 8_000)).toBe(true);
	const read = judgmentsIn(tags);
	expect(read.damaged).toEqual([]);
	const sorted = (judgments: readonly KeptJudgment[]) => [...judgments].sort((a, b) => (a.by < b.by ? -1 : 1));
	expect(sorted(read.judgments)).toEqual(sorted(all));
});

test('one that is not as it was written is named, and the others are read', () => {
	const tags = { ...judgmentTags(of('bob')), ...judgmentTags(of('Anna')) };
	const broken = Object.fromEntries(
		Object.entries(tags).map(([k, v]) => [k, k === 'judgment:bob' ? v.replace('4', '5') : v]),
	);
	expect(judgmentsIn(broken)).toMatchObject({ damaged: ['bob'], judgments: [{ by: 'Anna' }] });
	const { 'judgment:bob': moved = '', ...rest } = tags;
	expect(judgmentsIn(rest).damaged).toEqual(['bob']);
	// Under the name of somebody else it is nobody's.
	expect(
		judgmentsIn({
			...judgmentTags(of('eve')),
			'judgment:eve': moved,
			'sha256:judgment:eve': tags['sha256:judgment:bob'] ?? '',
		}).damaged,
	).toEqual(['eve']);
});
