import { z } from 'zod';
import { emptyScores, howToJudge, type JudgeEntry } from '../domain/judge-file';
import { judgeFileText } from '../domain/judge-file-text';
import type { RecordedRun } from '../domain/recorded-run';
import type { Rubric } from '../domain/rubric';
import { scenarioSchema } from '../domain/scenario';
import type { Mlflow } from '../mlflow/client';
import type { Watch } from '../mlflow/run-pages';
import { readBegunScores } from './begun-scores';
import { type EntrySpool, openSpool, type SpoolPlace } from './entry-spool';
import { judgeFilePath, writeWhole } from './file-store';
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

/** A run that waits, while its entry lies in the spool. */
interface Waiting {
	readonly run_id: string;
	/** The cell key's first 48 bits. It is a hash, so an order by it tells a judge nothing about model or prompt. */
	readonly order: number;
	readonly place: SpoolPlace;
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
		const { waiting, kinds } = await spoolPending(mlflow, source.experiment_id, rubric, spool, watch);
		waiting.sort((a, b) => a.order - b.order);
		// Only now, since reading the runs may have taken minutes in which somebody went on scoring.
		const { by, scores } = await readBegunScores(path, source.experiment_id, rubric);
		const chosen = choose(waiting, scores, target.limit);
		const file = {
			format: 'tip-bench-judge/1' as const,
			how_to: howToJudge,
			experiment: source.experiment,
			experiment_id: source.experiment_id,
			judge_kinds: [...kinds],
			by,
			rubric: { name: rubric.name, hash: rubric.hash, text: rubric.text },
		};
		await writeWhole(path, judgeFileText(file, entriesOf(spool, chosen, scores)));
		return { path, pending: waiting.length, written: chosen.length };
	} finally {
		await spool.close();
	}
}

async function spoolPending(mlflow: Mlflow, experimentId: string, rubric: Rubric, spool: EntrySpool, watch: Watch) {
	const waiting: Waiting[] = [];
	const kinds = new Set<string>();
	for await (const { run, texts } of scanCells(mlflow, experimentId, watch)) {
		if (!run.judge_pending) continue;
		const place = await spool.add(entryOf(rubric, run, texts(['candidates.json', 'context.json'])));
		const order = Number.parseInt((run.cell_key ?? run.run_id).slice(0, 12), 16) || 0;
		waiting.push({ run_id: run.run_id, order, place });
		for (const kind of run.judge_kinds) kinds.add(kind);
	}
	return { waiting, kinds };
}

/** What somebody has already scored stays, whatever the limit. */
function choose(waiting: readonly Waiting[], scored: ReadonlyMap<string, unknown>, limit = waiting.length): Waiting[] {
	const begun = waiting.filter(({ run_id }) => scored.has(run_id));
	const others = waiting.filter(({ run_id }) => !scored.has(run_id));
	return [...begun, ...others.slice(0, Math.max(0, limit - begun.length))];
}

async function* entriesOf(
	spool: EntrySpool,
	chosen: readonly Waiting[],
	scores: ReadonlyMap<string, JudgeEntry['scores']>,
): AsyncGenerator<JudgeEntry> {
	for (const { run_id, place } of chosen) {
		const entry = await spool.read(place);
		yield { ...entry, scores: scores.get(run_id) ?? entry.scores };
	}
}

function entryOf(rubric: Rubric, run: RecordedRun, texts: Readonly<Record<string, string>>): JudgeEntry {
	const candidates = z.array(z.string()).safeParse(parseJson(texts['candidates.json']));
	const scenario = scenarioSchema.partial().safeParse(parseJson(texts['context.json']));
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
