import { z } from 'zod';
import type { RecordedRun } from '../domain/bench/recorded-run';
import { emptyScores, howToJudge, type JudgeEntry } from '../domain/judging/judge-file';
import { judgeFileText } from '../domain/judging/judge-file-text';
import type { Rubric } from '../domain/judging/rubric';
import { MachineError } from '../machine/errors';
import { writeWhole } from '../machine/whole-file';
import type { Mlflow } from '../mlflow/client';
import type { Watch } from '../mlflow/run-pages';
import { readBegunScores } from './begun-scores';
import { type EntrySpool, openSpool } from './entry-spool';
import { judgeFilePath, unwritable } from './judge-file-place';
import { scanCells } from './read-runs';

/** Which experiment is exported. */
export interface ExportSource {
	readonly experiment: string;
	readonly experiment_id: string;
}

/** Where the file goes, and how many runs it may hold; no limit means all. */
export interface ExportTarget {
	readonly folder?: string;
	readonly path?: string;
	readonly limit?: number | undefined;
}

/**
 * Writes the runs that wait for a score into one judge file. Scores that somebody has already filled in there, for
 * runs that still wait, are kept; a file that is something else is set aside, never overwritten. Memory holds a page
 * of runs, however many wait.
 * @returns the file's path, how many runs wait in all, and how many the file holds
 * @throws TipBenchError ExportUnwritable, and what the MLflow client throws
 */
export async function exportPending(
	mlflow: Mlflow,
	rubric: Rubric,
	source: ExportSource,
	target: ExportTarget,
	watch: Watch = {},
): Promise<{ path: string; pending: number; written: number }> {
	const path = target.path ?? judgeFilePath(target.folder ?? '.', source.experiment);
	const spool = await openSpool(path);
	try {
		const kinds = await spoolPending(mlflow, source.experiment_id, rubric, spool, watch);
		// Only now, since reading the runs may have taken minutes in which somebody went on scoring.
		const { by, scores } = await readBegunScores(path, source.experiment_id, rubric);
		const file = {
			format: 'tip-bench-judge/1' as const,
			how_to: howToJudge,
			experiment: source.experiment,
			experiment_id: source.experiment_id,
			judge_kinds: kinds,
			by,
			rubric: { name: rubric.name, hash: rubric.hash, text: rubric.text },
		};
		let written = 0;
		const count = () => {
			written += 1;
		};
		const text = judgeFileText(file, chosen(spool, scores, target.limit ?? spool.count(), count));
		await writeWhole(path, text).catch((error: unknown) => {
			throw error instanceof MachineError ? unwritable(path, error) : error;
		});
		return { path, pending: spool.count(), written };
	} finally {
		await spool.close();
	}
}

/** @returns the judge kinds of the runs that wait */
async function spoolPending(mlflow: Mlflow, experimentId: string, rubric: Rubric, spool: EntrySpool, watch: Watch) {
	const kinds = new Set<string>();
	for await (const { run, texts } of scanCells(mlflow, experimentId, watch)) {
		if (!run.judge_pending) continue;
		// A cell key is a hash, so an order by its first 48 bits tells a judge nothing about model or prompt.
		const order = Number.parseInt((run.cell_key ?? run.run_id).slice(0, 12), 16) || 0;
		await spool.add(order, entryOf(rubric, run, texts(['candidates.json', 'context.json'])));
		for (const kind of run.judge_kinds) kinds.add(kind);
	}
	return [...kinds];
}

/** First what somebody has scored already, which stays whatever the limit, then others up to that. */
async function* chosen(
	spool: EntrySpool,
	scored: ReadonlyMap<string, JudgeEntry['scores']>,
	limit: number,
	onEach: () => void,
): AsyncGenerator<JudgeEntry> {
	let left = limit;
	for (const begun of scored.size > 0 ? [true, false] : [false]) {
		for await (const entry of spool.entries()) {
			if (scored.has(entry.run_id) !== begun) continue;
			if (!begun && left <= 0) return;
			left -= 1;
			onEach();
			yield { ...entry, scores: scored.get(entry.run_id) ?? entry.scores };
		}
	}
}

function entryOf(rubric: Rubric, run: RecordedRun, texts: Readonly<Record<string, string>>): JudgeEntry {
	const candidates = z.array(z.string()).safeParse(parseJson(texts['candidates.json']));
	const scenario = z.record(z.string(), z.unknown()).safeParse(parseJson(texts['context.json']));
	const computed = Object.fromEntries(
		rubric.flags
			.filter(({ rule }) => rule !== undefined)
			.flatMap(({ name }) => {
				const value = run.metrics[name];
				return value === undefined ? [] : [[name, value]];
			}),
	);
	return {
		run_id: run.run_id,
		scenario: scenario.success ? scenario.data : null,
		candidates: candidates.success ? candidates.data : [],
		scores: emptyScores(rubric, computed),
	};
}

function parseJson(text: string | undefined): unknown {
	try {
		return JSON.parse(text ?? 'null');
	} catch {
		return null;
	}
}
