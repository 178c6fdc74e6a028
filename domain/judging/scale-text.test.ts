import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../machine/folders';
import { scaleTextOf } from './scale-text';
import type { Scale } from './sitting/scales';

const scale = (name: string, min = 1, max = 5): Scale => ({ name, kind: 'dimension', min, max });
const shipped = readFileSync(join(projectRoot(), 'rubrics', 'tip-v1.md'), 'utf8');

test.each(['relevance', 'actionability', 'tone'])(
	'of the shipped rubric, %s has its five levels with examples',
	(name) => {
		const text = scaleTextOf(shipped, scale(name));
		expect(text.title).toMatch(new RegExp(`^${name}: .*\\?$`));
		expect(text.levels.map(({ level }) => level)).toEqual([5, 4, 3, 2, 1]);
		for (const { means, more } of text.levels) {
			expect(means).toMatch(/^[a-z]/);
			expect(more[0]).toMatch(/^example: "/);
			expect(more[1]).toMatch(/^why: /);
		}
		expect(text.rest[0]).toMatch(/^Ask in this order/);
		expect(text.rest.join('\n')).not.toMatch(/\*\*|^\|/m);
	},
);

test('a flag that has no section has the paragraph that names it', () => {
	const text = scaleTextOf(shipped, { ...scale('format_ok', 0, 1), kind: 'flag' });
	expect(text.levels).toEqual([]);
	expect(text.rest.join(' ')).toContain('white space around it aside');
	expect(text.rest.join(' ')).not.toContain('Put the permission slip');
});

test.each([
	['a list', '## Depth\n\n- **0**: nothing\n- **10**: all of it\n\nHow deep it goes.\n\n## Other\n\n- 3: no'],
	['lines', '# Rubric\n## The depth of it\n0 = nothing\n10 — all of it\n\nHow deep it goes.'],
	['a table', '## depth\n| score | what |\n|:-:|---|\n| 0 | nothing |\n| `10` | all of it |\n\nHow deep it goes.'],
	[
		'a heading by its words',
		'---\nx: 1\n---\r\n### Depth!\r\n* 0 - nothing\r\n* 10 - all of it\r\n\r\nHow deep it\r\ngoes.',
	],
])('levels are read from %s', (_, text) => {
	expect(scaleTextOf(text, scale('depth', 0, 10))).toMatchObject({
		levels: [
			{ level: 0, means: 'nothing' },
			{ level: 10, means: 'all of it' },
		],
		rest: ['How deep it goes.'],
	});
});

test('what only looks like levels is none: questions, other numbers, one line, a fence', () => {
	const text =
		'## depth\n1. Is it deep?\n2. Is it wide?\n\n1999: a year\n7 - out of range\n\n4: alone\n\n```\n## tone\n```\nlast';
	const { levels, rest } = scaleTextOf(text, scale('depth'));
	expect(levels).toEqual([]);
	expect(rest).toContain('1. Is it deep?');
	expect(rest.at(-1)).toContain('last');
});

test('a rubric that never names a scale is shown whole, and an empty one is nothing', () => {
	expect(scaleTextOf('---\na: 1\n---\nScore it.\n\nBe kind.', scale('depth')).rest).toEqual([
		'Score it.',
		'',
		'Be kind.',
	]);
	expect(scaleTextOf('', scale('depth'))).toEqual({ title: 'depth', levels: [], rest: [] });
});
