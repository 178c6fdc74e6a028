import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { scaleTextOf } from '../../domain/judging/scale-text';
import { press } from '../../domain/judging/sitting/press';
import { scalesOf } from '../../domain/judging/sitting/scales';
import { addItems, beginSitting, type SittingItem } from '../../domain/judging/sitting/sitting';
import { projectRoot } from '../../machine/folders';
import { widthOf } from '../text-width';
import { type ScreenSize, screenOf } from './screen';
import { moveView, type Shown, topView } from './view';

const rubric = {
	dimensions: ['relevance', 'actionability', 'tone'].map((name) => ({ name, min: 1, max: 5 })),
	flags: [{ name: 'format_ok', rule: 'asked-format' as const }],
};
const text = readFileSync(join(projectRoot(), 'rubrics', 'tip-v1.md'), 'utf8');
const scales = scalesOf(rubric);

const item = (run_id: string): SittingItem => ({
	run_id,
	scenario: {
		name: 'parent-morning',
		persona: 'Parent of two',
		tasks: ['pack lunches', 'find the slip'],
		more: { a: [1] },
	},
	candidates: [
		'Call\r\nnow\u0000\u001b]0;title\u0007',
		'午前9時に読む。'.repeat(30),
		'👨‍👩‍👧 \u202egnitset',
		'\ud800 alone',
	],
	computed: { format_ok: 1 },
});

function shownWith(count: number, more: Partial<Shown> = {}): Shown {
	const items = Array.from({ length: count }, (_, at) => item(`run-${at}`));
	return {
		sitting: addItems(beginSitting(scales), items),
		view: topView,
		...{ experiment: 'tips/1 – zwei', by: 'Ada' },
		texts: new Map([...scales.asked, ...scales.computed].map((scale) => [scale.name, scaleTextOf(text, scale)])),
		progress: {
			...{ scored: 3, left: count, exact: true, secondsEach: 40, usual: false, unstored: 1 },
			...{ trouble: null, reading: false },
		},
		...more,
	};
}

const sizes: ScreenSize[] = [
	...[24, 40, 10, 7, 3, 1].flatMap((rows) => [80, 130, 200, 40, 12, 1].map((columns) => ({ rows, columns }))),
];

test.each(sizes)(
	'on $rows × $columns no line is too wide or too many, and all of it can be sent',
	({ rows, columns }) => {
		const base = shownWith(2);
		const states = [
			base.sitting,
			...['?', 'f', 'n', '4'].map((key) => press(base.sitting, { is: 'text', text: key }).sitting),
		];
		for (const sitting of [...states, beginSitting(scales)]) {
			const { lines, cursor } = screenOf({ ...base, sitting }, { rows, columns });
			expect(lines.length).toBe(Math.max(3, rows));
			for (const line of lines) {
				expect(widthOf(line.text)).toBeLessThanOrEqual(Math.max(10, columns));
				expect(line.text).not.toMatch(/[\p{Cc}\u202A-\u202E\ud800]/u);
			}
			if (cursor !== null) expect(cursor.row).toBeLessThan(lines.length);
		}
	},
);

test('what steers a terminal is shown', () => {
	const { lines } = screenOf(shownWith(1), { rows: 60, columns: 100 });
	const all = lines.map((line) => line.text).join('\n');
	expect(all).toContain('1. Call⏎\n   now\\x00\\x1b]0;title\\x07');
	expect(all).toContain('\\u202egnitset');
	expect(all).toContain('more: {"a":[1]}');
});

test('every line of an item can be reached with the arrows', () => {
	const shown = shownWith(1);
	const size = { rows: 24, columns: 80 };
	const seen = new Set<string>();
	let { view } = shown;
	for (let step = 0; step < 60; step += 1) {
		const screen = screenOf({ ...shown, view }, size);
		for (const line of screen.lines) seen.add(line.text);
		view = moveView(view, { is: 'name', name: 'down' }, screen.sizes) ?? view;
	}
	const whole = screenOf(shown, { rows: Number.POSITIVE_INFINITY, columns: 80 }).lines.map((line) => line.text);
	const candidates = whole.filter((line) => /^\d\. |^ {3}/.test(line) && /[午👨]/u.test(line));
	expect(candidates.length).toBeGreaterThan(4);
	for (const line of candidates) expect(seen).toContain(line);
});

test('a key costs a few milliseconds, with 5,000 items waiting', () => {
	const shown = shownWith(5_000);
	let { sitting } = shown;
	const times: number[] = [];
	for (let at = 0; at < 600; at += 1) {
		const began = performance.now();
		sitting = press(sitting, { is: 'text', text: String((at % 5) + 1) }).sitting;
		screenOf({ ...shown, sitting }, { rows: 24, columns: 80 });
		times.push(performance.now() - began);
	}
	const p99 = times.sort((a, b) => a - b)[Math.floor(times.length * 0.99)];
	expect(p99).toBeLessThan(50);
});
