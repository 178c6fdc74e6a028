import { mkdtempSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import type { JudgeEntry } from '../domain/judging/judge-file';
import { checkJudgeFile } from '../domain/judging/judge-file-check';
import type { Rubric, Scores } from '../domain/judging/rubric';
import { shownOf } from '../judging/entry-of-run';
import { type FileFormat, fileText } from '../judging/file-text';
import { openJudgeFile } from '../judging/open-judge-file';
import { writeWhole } from '../machine/whole-file';

const rubric: Rubric = {
	...{ name: 'tip-v1', text: 'text', hash: 'c0ffee' },
	dimensions: [
		{ name: 'relevance', min: 1, max: 5 },
		{ name: 'tone', min: 1, max: 5 },
	],
	flags: [{ name: 'format_ok', rule: 'asked-format' }],
	composite: { relevance: 1, tone: 1, format_ok: 2 },
};
const scenario = { name: 'dusk', persona: 'a nurse, 41; tired', tasks: ['rest', 'eat "well"'] };
const hostile = [
	'=HYPERLINK("http://e")',
	'+1',
	'-2',
	'@SUM(A1)',
	'\tx',
	"'quoted",
	'a;b,c\td',
	'two\nlines',
	'ü 🙂 "q"',
	'4',
];
const entry = (at: number, scores: Record<string, number | null> = {}): JudgeEntry => ({
	run_id: `run-${at}`,
	scenario,
	candidates: [`tip for ${at}`, hostile[at % hostile.length] ?? ''],
	scores: { relevance: null, tone: null, format_ok: 1, ...scores },
});
const entries = Array.from({ length: 12 }, (_, at) => entry(at));
const facts = new Map(entries.map((each) => [each.run_id, { computed: { format_ok: 1 }, ...shownOf(each) }]));
/** Of that file. */
export const frame = {
	...{ format: 'tip-bench-judge/1' as const, how_to: '', experiment: 'e =1', experiment_id: '123456789012345678' },
	...{ judge_kinds: [], by: 'Anna', exported_at: '2026-01-01T00:00:00.000Z' },
	rubric: { name: rubric.name, hash: rubric.hash, text: rubric.text },
};

const path = join(mkdtempSync(join(tmpdir(), 'tip-bench-tables-')), 'file');

/** The entries as a file of a form, untouched unless others are given. */
export async function exported(format: FileFormat, all: readonly JudgeEntry[] = entries): Promise<string> {
	async function* each() {
		yield* all;
	}
	await writeWhole(path, fileText(format, frame, rubric, each, 2));
	return readFile(path, 'utf8');
}

/** What came of a file with this content: scores by run, faults, and what was mended. */
export async function check(content: string | Buffer) {
	writeFileSync(path, content);
	try {
		const file = await openJudgeFile(path);
		const { judgments, faults, entryFaults, unscored } = checkJudgeFile(file, rubric, facts);
		const scores: Record<string, Scores> = Object.fromEntries(judgments.map((each) => [each.run_id, each.scores]));
		const notes = Object.fromEntries(judgments.map((each) => [each.run_id, each.notes]));
		return {
			frame: file.frame,
			scores,
			notes,
			unscored,
			faults: [...faults, ...entryFaults],
			mended: file.mends.lines(),
		};
	} catch (error) {
		return { frame: null, scores: {}, notes: {}, unscored: 0, faults: [(error as Error).message], mended: [] };
	}
}

/** Those entries as a judge has scored them. */
export const scored = entries.map(
	(each, at) =>
		({
			...each,
			scores: { relevance: 4, tone: 1 + (at % 5), format_ok: 1 },
			note: at === 1 ? 'so\nso' : undefined,
		}) as JudgeEntry,
);

/** A table of it as a spreadsheet would write it. */
export async function table(
	change: (rows: string[][]) => string[][] = (rows) => rows,
	delimiter = ',',
	all = scored,
): Promise<string> {
	const { parse } = await import('csv-parse/sync');
	const rows = parse(await exported('csv', all), { bom: true }) as string[][];
	return stringify(change(rows), { delimiter, record_delimiter: '\r\n' });
}
