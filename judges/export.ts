import { z } from 'zod';
import {
	emptyScores,
	howToJudge,
	isUnscored,
	type JudgeEntry,
	type JudgeFile,
	readJudgeFile,
} from '../domain/judge-file';
import { oneRunPerCell } from '../domain/leaderboard';
import type { RecordedRun } from '../domain/recorded-run';
import type { Rubric } from '../domain/rubric';
import { scenarioSchema } from '../domain/scenario';
import type { Mlflow } from '../mlflow/client';
import { scanRunTexts } from '../mlflow/scan-runs';
import { judgeFilePath, readIfThere, setAside, writeWhole } from './file-store';

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
 * runs that still wait, are kept; a file that is something else is set aside, never overwritten.
 * @returns the file's path, how many runs wait in all, and how many the file holds
 * @throws TipBenchError ExportUnwritable, and what the MLflow client throws
 */
export async function exportPending(
	mlflow: Mlflow,
	rubric: Rubric,
	source: ExportSource,
	target: ExportTarget,
): Promise<{ path: string; pending: number; written: number }> {
	const path = target.path ?? judgeFilePath(target.folder ?? '.', source.experiment);
	const { pending, texts } = await readPending(mlflow, source.experiment_id);
	// By cell key, which is a hash: the order tells a judge nothing about model or prompt.
	pending.sort((a, b) => ((a.cell_key ?? a.run_id) < (b.cell_key ?? b.run_id) ? -1 : 1));
	const begun = await scoresAlreadyThere(path, source, rubric);
	// What somebody has already scored there stays, whatever the limit.
	const scored = pending.filter((run) => begun?.scores.has(run.run_id));
	const others = pending.filter((run) => !begun?.scores.has(run.run_id));
	const chosen = [...scored, ...others.slice(0, Math.max(0, (target.limit ?? pending.length) - scored.length))];
	const entries = chosen.map((run) => entryOf(rubric, run, texts.get(run.run_id) ?? {}));
	const file: JudgeFile = {
		format: 'tip-bench-judge/1',
		how_to: howToJudge,
		experiment: source.experiment,
		experiment_id: source.experiment_id,
		judge_kinds: [...new Set(chosen.flatMap((run) => run.judge_kinds))],
		by: begun?.by ?? 'claude-code-session',
		runs: entries.map((entry) => ({ ...entry, scores: begun?.scores.get(entry.run_id) ?? entry.scores })),
		rubric: { name: rubric.name, hash: rubric.hash, text: rubric.text },
	};
	await writeWhole(path, `${JSON.stringify(file, null, 2)}\n`);
	return { path, pending: pending.length, written: entries.length };
}

/** The pending runs, one a cell, with the texts that a judge needs: one scan, not a request a run. */
async function readPending(mlflow: Mlflow, experimentId: string) {
	const runs: RecordedRun[] = [];
	const texts = new Map<string, Readonly<Record<string, string>>>();
	for await (const each of scanRunTexts(mlflow, experimentId, ['candidates.json', 'context.json'])) {
		runs.push(each.run);
		if (each.run.judge_pending) texts.set(each.run.run_id, each.texts);
	}
	return { pending: oneRunPerCell(runs).filter((run) => run.judge_pending), texts };
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

async function scoresAlreadyThere(path: string, source: ExportSource, rubric: Rubric) {
	const text = await readIfThere(path);
	if (text === null) return null;
	const read = readJudgeFile(text);
	if (!('file' in read) || read.file.experiment_id !== source.experiment_id || read.file.rubric.hash !== rubric.hash) {
		await setAside(path);
		return null;
	}
	const scored = read.file.runs.filter((entry) => !isUnscored(entry, rubric));
	return { by: read.file.by, scores: new Map(scored.map((entry) => [entry.run_id, entry.scores])) };
}

function parseJson(text: string | undefined): unknown {
	try {
		return JSON.parse(text ?? 'null');
	} catch {
		return null;
	}
}
