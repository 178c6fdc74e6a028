import { howToJudge, type JudgeEntry } from '../domain/judging/judge-file';
import { judgeFileText } from '../domain/judging/judge-file-text';
import type { Rubric } from '../domain/judging/rubric';
import { MachineError } from '../machine/errors';
import { keepCopy, writeWhole } from '../machine/whole-file';
import type { Mlflow } from '../mlflow/client';
import type { ScanWatch } from '../mlflow/search';
import { fileVersion, readBegunFile } from './begun-file';
import { addJudged, carryOver, type JudgedRuns, withBegun } from './carry-over';
import { scanCells } from './distinct-cells';
import { entryOf } from './entry-of-run';
import { type EntrySpool, openSpool } from './entry-spool';
import { type ExportSource, judgeFilePath, unwritable } from './judge-file-place';

/** Where the file goes, and how many runs it may hold; no limit means all. */
export interface ExportTarget {
	readonly folder?: string;
	readonly path?: string;
	readonly limit?: number | undefined;
}

/** What came of an export. */
export interface Exported {
	readonly path: string;
	/** How many runs wait in all, and how many the file holds. */
	readonly pending: number;
	readonly written: number;
	/** Where the file that was there before is kept, and why; `null` where nothing of it was lost. */
	readonly kept: { readonly path: string; readonly reasons: readonly string[] } | null;
}

/**
 * Writes the runs that wait for a score into one judge file. Scores and notes that somebody has already filled in there,
 * for runs that still wait, are kept; of a file that holds anything else a copy is kept. Memory holds a page of runs,
 * however many wait.
 * @throws TipBenchError ExportUnwritable, and what the MLflow client throws
 */
export async function exportPending(
	mlflow: Mlflow,
	rubric: Rubric,
	source: ExportSource,
	target: ExportTarget,
	watch: ScanWatch = {},
): Promise<Exported> {
	const path = target.path ?? judgeFilePath(target.folder ?? '.', source.experiment);
	const spool = await openSpool(path);
	try {
		const judged: JudgedRuns | null = (await fileVersion(path)) === null ? null : new Map();
		const kinds = await spoolPending(mlflow, source.experiment_id, rubric, { spool, judged }, watch);
		// Only now, since reading the runs may have taken minutes in which somebody went on scoring.
		const file = await readBegunFile(path, source, rubric);
		const { begun, lost } = await carryOver(file, spool, judged ?? new Map());
		let written = 0;
		let kept: Exported['kept'] = null;
		async function* entries() {
			for await (const entry of chosen(spool, begun, target.limit ?? spool.count())) {
				written += 1;
				yield withBegun(entry, file.entries.get(entry.run_id));
			}
			// Last of all, for somebody may be writing it right now.
			const version = await fileVersion(path);
			const reasons = version === file.version ? lost : [...lost, 'it was changed while it was exported'];
			if (version !== null && reasons.length > 0) kept = { path: await keepCopy(path), reasons: firstOf(reasons) };
		}
		const frame = {
			format: 'tip-bench-judge/1' as const,
			how_to: howToJudge,
			experiment: source.experiment,
			experiment_id: source.experiment_id,
			mlflow_url: mlflow.url,
			judge_kinds: kinds,
			by: file.by || 'claude-code-session',
			rubric: { name: rubric.name, hash: rubric.hash, text: rubric.text },
		};
		await writeWhole(path, judgeFileText(frame, entries())).catch((error: unknown) => {
			throw error instanceof MachineError ? unwritable(path, error) : error;
		});
		return { path, pending: spool.count(), written, kept };
	} finally {
		await spool.close();
	}
}

/** Where the runs of an experiment go: those that wait, and those that do not, where they are wanted. */
interface Sorting {
	readonly spool: EntrySpool;
	readonly judged: JudgedRuns | null;
}

/** @returns the judge kinds of the runs that wait */
async function spoolPending(
	mlflow: Mlflow,
	experimentId: string,
	rubric: Rubric,
	{ spool, judged }: Sorting,
	watch: ScanWatch,
): Promise<string[]> {
	const kinds = new Set<string>();
	for await (const found of scanCells(mlflow, experimentId, watch)) {
		const { run } = found;
		if (!run.judge_pending) {
			if (judged !== null) addJudged(judged, rubric, found);
			continue;
		}
		// A cell key is a hash, so an order by its first 48 bits tells a judge nothing about model or prompt.
		const order = Number.parseInt((run.cell_key ?? run.run_id).slice(0, 12), 16) || 0;
		await spool.add(order, entryOf(rubric, found));
		for (const kind of run.judge_kinds) kinds.add(kind);
	}
	return [...kinds];
}

function firstOf(reasons: readonly string[]): string[] {
	const few = reasons.slice(0, 5);
	return reasons.length > few.length ? [...few, `and ${reasons.length - few.length} more`] : few;
}

/** First what somebody has begun already, which stays whatever the limit, then others up to that. */
async function* chosen(spool: EntrySpool, begun: ReadonlySet<string>, limit: number): AsyncGenerator<JudgeEntry> {
	let left = limit;
	for (const isBegun of begun.size > 0 ? [true, false] : [false]) {
		for await (const entry of spool.entries()) {
			if (begun.has(entry.run_id) !== isBegun) continue;
			if (!isBegun && left <= 0) return;
			left -= 1;
			yield entry;
		}
	}
}
