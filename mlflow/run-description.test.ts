import { type Described, describeRun, type ShownScores, withScores } from './run-description';
import { longestTag } from './tag-text';

const described: Described = {
	scenario: { name: 'parent-morning', fields: { persona: 'A parent', age: 41, tasks: ['lunch', 'walk'] } },
	candidates: ['Pack the **lunch**.', 'Walk.'],
	scores: 'none yet: it waits for claude-code',
	bench: 'tips-1',
	benchUrl: 'http://ui/namespaces/default/workflows/tips-1',
};
const scores: ShownScores = {
	scores: { tone: 4, format_ok: 1 },
	composite: 6,
	judgedBy: 'Ann <b>',
	judgedAt: '2026-01-02T03:04:05.000Z',
};

test('shows scores, candidates, scenario and links', () => {
	expect(describeRun(described)).toBe(
		[
			'<!-- scores -->\n**Scores**: none yet: it waits for claude-code\n<!-- end of scores -->',
			'**Candidates**',
			'1. Pack the &#42;&#42;lunch&#42;&#42;.\n2. Walk.',
			'**Scenario** parent-morning',
			'- persona: A parent\n- age: 41\n- tasks:\n    - lunch\n    - walk',
			'Made by bench tips-1, [its history](http://ui/namespaces/default/workflows/tips-1). All texts: the tags `artifact:…`, and the artifact `cell.json` where there are artifacts.',
		].join('\n\n'),
	);
});

test('an output that was put in from elsewhere says from where, and one of an unknown bench names none', () => {
	const from = { run: 'f00d', experiment: 'tips *1*' };
	const text = describeRun({ ...described, scenario: null, bench: null, benchUrl: null, from });
	expect(text).toContain('\n\nIts output is that of run f00d of experiment tips &#42;1&#42;. All texts');
	expect(text).toContain('**Scenario** not kept');
	expect(text).not.toContain('Made by');
});

test('with no candidate and no UI it says so', () => {
	const text = describeRun({ ...described, candidates: [], benchUrl: null });
	expect(text).toContain('none could be read');
	expect(text).not.toContain('](');
});

test('a judgment changes the scores, and nothing that a person has written around them', () => {
	const edited = `My note.\n\n${describeRun(described)}\n\nSee the third.`;
	const changed = withScores(edited, scores);
	expect(changed).toBe(
		edited.replace(
			'none yet: it waits for claude-code',
			'composite **6** (tone 4, format_ok 1), by Ann &#60;b&#62;, 2026-01-02T03:04:05.000Z',
		),
	);
	expect(withScores(changed ?? '', { ...scores, composite: 7 })).toContain('composite **7**');
});

test.each([
	['none', undefined],
	['a person’s own', 'My note.'],
	['one whose end is gone', '<!-- scores -->\nx'],
	['one in the wrong order', '<!-- end of scores --><!-- scores -->'],
	['one that would be too long', `${describeRun(described)}${'x'.repeat(longestTag - describeRun(described).length)}`],
])('a description that is %s is left alone', (_what, text) => {
	expect(withScores(text, scores)).toBeNull();
});

test('whatever they hold, it fits into a tag with any scores', () => {
	const hostile = '<&>'.repeat(5_000);
	const names = Array.from({ length: 200 }, (_each, at) => [`${'n'.repeat(90)}_${at}`, 1] as const);
	const most: Described = {
		scenario: { name: '😀'.repeat(50), fields: Object.fromEntries(names.map(([name]) => [name, [hostile, hostile]])) },
		candidates: Array.from({ length: 200 }, () => hostile),
		scores: { ...scores, scores: Object.fromEntries(names), judgedBy: hostile },
		bench: hostile,
		benchUrl: `http://${'u'.repeat(590)}`,
	};
	const text = describeRun(most);
	expect(text.length).toBeLessThanOrEqual(longestTag);
	expect(text).toMatch(/… and 19\d more/);
	const waiting = describeRun({ ...most, scores: 'none yet' });
	expect(withScores(waiting, most.scores as ShownScores)?.length).toBeLessThanOrEqual(longestTag);
	expect(describeRun({ ...most, benchUrl: `http://${'u'.repeat(700)}` })).not.toContain('](');
});
