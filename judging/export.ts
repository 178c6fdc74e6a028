import { defaultJudge } from '../domain/judging/former-judgment';
import { howToJudge, type JudgeEntry, type JudgeFile } from '../domain/judging/judge-file';
import type { Rubric } from '../domain/judging/rubric';
import { MachineError } from '../machine/errors';
import { keepCopy, writeWhole } from '../machine/whole-file';
import type { Mlflow } from '../mlflow/client';
import type { ScanWatch } from '../mlflow/search';
import { type BegunFile, fileVersion, readBegunFile } from './begun-file';
import { carryOver, type JudgedRuns, withBegun } from './carry-over';
import { type EntrySpool, openSpool } from './entry-spool';
import { type FileFormat, fileText } from './file-text';
import { hideDriftChecks } from './hide-drift-checks';
import { type ExportSource, judgeFilePath, unwritable } from './judge-file-place';
import { spoolRuns } from './spool-runs';

/** Where the file goes, in which form, for whom, and how many runs it may hold; no limit means all. */
export interface ExportTarget {
	readonly folder?: string;
	readonly path?: string;
	readonly limit?: number | undefined;
	readonly format?: FileFormat | undefined;
	/** Who is to score; needed for a second opinion and for drift checks. */
	readonly by?: string | undefined;
	/** The runs that others have scored and `by` has not, instead of those that wait. */
	readonly second?: boolean | undefined;
	/** One drift check to so many new runs; left out: none. */
	readonly drift?: number | undefined;
	/** Only runs of this judge kind. */
	readonly kind?: string | undefined;
	/** Milliseconds since 1970; now unless given. */
	readonly now?: number | undefined;
}

/** What came of an export. */
export interface Exported {
	readonly path: string;
	/** How many runs there are to score in all, and how many the file holds. */
	readonly pending: number;
	readonly written: number;
	/** Where the file that was there before is kept, and why; `null` where nothing of it was lost. */
	readonly kept: { readonly path: string; readonly reasons: readonly string[] } | null;
}

/**
 * Writes the runs that wait for a score, or those that need a second opinion, into one judge file. Scores and notes that
 * somebody has already filled in there, for runs that are still asked for, are kept; of a file that holds anything else a
 * copy is kept. Memory holds a page of runs, however many there are.
 * @throws TipBenchError ExportUnwritable, and what the MLflow client throws
 */
export async function exportPending(
	mlflow: Mlflow,
	rubric: Rubric,
	source: ExportSource,
	target: ExportTarget,
	watch: ScanWatch = {},
): Promise<Exported> {
	const { by = null, second = false, kind = null, format = 'json', now = Date.now() } = target;
	const path =
		target.path ?? judgeFilePath(target.folder ?? '.', source.experiment, { second: second ? by : null, format });
	const spool = await openSpool(path);
	try {
		const judged: JudgedRuns | null = (await fileVersion(path)) === null ? null : new Map();
		const asked = { by, second, kind };
		const spooled = await spoolRuns(mlflow, source.experiment_id, rubric, { spool, judged, asked, now }, watch);
		const pending = spool.count();
		const exported_at = new Date(now).toISOString();
		const fresh = Math.min(pending, target.limit ?? pending);
		const hidden = await hideDriftChecks(mlflow, rubric, source.experiment_id, spool, {
			...spooled,
			...{ by, fresh, every: target.drift, exported_at },
		});
		// Only now, since reading the runs may have taken minutes in which somebody went on scoring.
		const file = await readBegunFor(by, path, source, rubric);
		const { begun, lost } = await carryOver(file, spool, judged ?? new Map());
		let written = 0;
		let kept: Exported['kept'] = null;
		async function* entries() {
			const limit = (target.limit ?? pending) - hidden.size;
			for await (const entry of chosen(spool, { begun, hidden, limit: target.limit === undefined ? pending : limit })) {
				written += 1;
				yield withBegun(entry, file.entries.get(entry.run_id));
			}
			// Last of all, for somebody may be writing it right now.
			const version = await fileVersion(path);
			const reasons = version === file.version ? lost : [...lost, 'it was changed while it was exported'];
			if (version !== null && reasons.length > 0) kept = { path: await keepCopy(path), reasons: firstOf(reasons) };
		}
		const frame: Omit<JudgeFile, 'runs'> = {
			format: 'tip-bench-judge/1',
			how_to: howToJudge,
			experiment: source.experiment,
			experiment_id: source.experiment_id,
			mlflow_url: mlflow.url,
			judge_kinds: spooled.kinds,
			by: by ?? (file.by || defaultJudge),
			exported_at,
			rubric: { name: rubric.name, hash: rubric.hash, text: rubric.text },
		};
		await writeWhole(path, fileText(format, frame, rubric, entries, spooled.mostCandidates)).catch((error: unknown) => {
			throw error instanceof MachineError ? unwritable(path, error) : error;
		});
		return { path, pending, written, kept };
	} finally {
		await spool.close();
	}
}

/** What somebody else has begun is not carried over under this name. */
async function readBegunFor(by: string | null, path: string, source: ExportSource, rubric: Rubric): Promise<BegunFile> {
	const file = await readBegunFile(path, source, rubric);
	if (by === null || file.by === '' || file.by === by || file.by === defaultJudge) return file;
	return { ...file, entries: new Map(), reasons: [...file.reasons, `it is ${file.by}'s`] };
}

function firstOf(reasons: readonly string[]): string[] {
	const few = reasons.slice(0, 5);
	return reasons.length > few.length ? [...few, `and ${reasons.length - few.length} more`] : few;
}

interface Choice {
	/** What somebody has begun already stays, whatever the limit, and comes first. */
	readonly begun: ReadonlySet<string>;
	/** What is hidden among the others. */
	readonly hidden: ReadonlySet<string>;
	/** How many others there may be, with those that are begun. */
	readonly limit: number;
}

async function* chosen(spool: EntrySpool, { begun, hidden, limit }: Choice): AsyncGenerator<JudgeEntry> {
	let left = limit;
	for (const isBegun of begun.size > 0 ? [true, false] : [false]) {
		for await (const entry of spool.entries()) {
			if (begun.has(entry.run_id) !== isBegun) continue;
			const isHidden = hidden.has(entry.run_id);
			if (!isBegun && !isHidden && left <= 0) continue;
			if (!isHidden) left -= 1;
			yield entry;
		}
	}
}
