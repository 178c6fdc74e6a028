import { writeFile } from 'node:fs/promises';
import { TipBenchError } from '../../domain/errors';
import type { Judgment } from '../../domain/judging/entry-check';
import type { JudgeEntry, JudgeFile } from '../../domain/judging/judge-file';
import { type CheckedJudgeFile, checkJudgeFile } from '../../domain/judging/judge-file-check';
import { type Rubric, scoreNames } from '../../domain/judging/rubric';
import { shownOf } from '../../judging/entry-of-run';
import { fileText } from '../../judging/file-text';
import { openJudgeFile } from '../../judging/open-judge-file';
import type { BentFile, Forms } from './bent-files';

const rubric: Rubric = {
	...{ name: 'tip-v1', text: 'From 1 to 5.', hash: 'c0ffee' },
	dimensions: [
		{ name: 'relevance', min: 1, max: 5 },
		{ name: 'tone', min: 1, max: 5 },
	],
	flags: [{ name: 'format_ok', rule: 'asked-format' }],
	composite: { relevance: 1, tone: 1, format_ok: 2 },
};

const entries: JudgeEntry[] = Array.from({ length: 8 }, (_, at) => ({
	run_id: `${at}`.repeat(32),
	scenario: { name: 'dusk', persona: 'a nurse, 41, für alle', tasks: ['rest', 'eat 3 "meals"'] },
	candidates: [`tip ${at}, with a comma`, 'two\nlines'],
	// Two that nobody has scored yet.
	scores: at > 5 ? { relevance: null, tone: null, format_ok: 1 } : { relevance: 1 + (at % 5), tone: 4, format_ok: 1 },
	...(at === 2 && { note: 'so\nso' }),
}));

const frame: Omit<JudgeFile, 'runs'> = {
	...{ format: 'tip-bench-judge/1', how_to: '', experiment: 'e/1', experiment_id: '1', judge_kinds: ['human'] },
	...{ by: 'Anna', exported_at: '2026-01-01T00:00:00.000Z' },
	rubric: { name: rubric.name, hash: rubric.hash, text: rubric.text },
};

const facts = new Map(entries.map((entry) => [entry.run_id, { computed: { format_ok: 1 }, ...shownOf(entry) }]));

/** A file with scores for six of eight runs, in all its forms. */
export async function scoredForms(): Promise<Forms> {
	return formsOf(frame, rubric, entries);
}

/** A judge file in all its forms. */
export async function formsOf(head: Omit<JudgeFile, 'runs'>, by: Rubric, runs: readonly JudgeEntry[]): Promise<Forms> {
	const text = async (format: 'jsonl' | 'csv') => {
		async function* each() {
			yield* runs;
		}
		const most = Math.max(...runs.map(({ candidates }) => candidates.length));
		let all = '';
		for await (const piece of fileText(format, head, by, each, most)) all += piece;
		return all;
	};
	return { json: { ...head, runs: [...runs] }, jsonl: await text('jsonl'), csv: await text('csv') };
}

/** What came of bent files. */
export interface Tally {
	accepted: number;
	refused: number;
	readonly wrong: string[];
}

/** Reads and checks a bent file, as `apply` does, and counts it; what may not be is said. @param path where it is put */
export async function tallyFile({ how, content, keepsAll }: BentFile, path: string, tally: Tally): Promise<void> {
	await writeFile(path, content);
	const began = performance.now();
	try {
		const file = await openJudgeFile(path);
		const checked = checkJudgeFile(file, rubric, facts);
		const faults = [...checked.faults, ...checked.entryFaults];
		const isWhole = checked.judgments.length === 6 && checked.judgments.every(isAsGiven);
		if (faults.length === 0 && keepsAll && !isWhole) tally.wrong.push(`${how}: lost something`);
		if (faults.length > 0) tally.refused += 1;
		else tally.accepted += 1;
		tally.wrong.push(
			...(faults.length > 0 ? faults.filter((fault) => fault.trim() === '') : oddities(checked)).map(
				(what) => `${how}: ${what}`,
			),
		);
	} catch (error) {
		tally.refused += 1;
		const isSaid = error instanceof TipBenchError && error.code === 'JudgeFileInvalid' && error.message.length > 5;
		if (!isSaid) tally.wrong.push(`${how}: ${(error as Error).stack}`);
	}
	const seconds = (performance.now() - began) / 1_000;
	if (seconds > 3) tally.wrong.push(`${how}: took ${seconds.toFixed(1)} s`);
}

function isAsGiven({ run_id, scores }: Judgment): boolean {
	const given = entries.find((entry) => entry.run_id === run_id)?.scores;
	return given !== undefined && Object.entries(given).every(([name, score]) => scores[name] === score);
}

/** What no accepted file may give. */
function oddities({ judgments }: CheckedJudgeFile): string[] {
	const ids = judgments.map(({ run_id }) => run_id);
	const names = scoreNames(rubric);
	const odd = judgments.filter(({ run_id, scores, composite }) => {
		const isComplete =
			names.every((name) => Number.isInteger(scores[name])) && Object.keys(scores).length === names.length;
		const inRange = ['relevance', 'tone'].every((name) => Number(scores[name]) >= 1 && Number(scores[name]) <= 5);
		return !facts.has(run_id) || !isComplete || !inRange || !Number.isFinite(composite);
	});
	return [
		...odd.map((judgment) => JSON.stringify(judgment)),
		...(new Set(ids).size === ids.length ? [] : ['a run twice']),
	];
}
