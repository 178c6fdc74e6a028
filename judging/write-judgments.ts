import type { RecordedRun } from '../domain/bench/recorded-run';
import { TipBenchError } from '../domain/errors';
import { isKept } from '../domain/judging/give-judgment';
import type { Rubric } from '../domain/judging/rubric';
import { mapLimit } from '../machine/map-limit';
import type { Mlflow } from '../mlflow/client';
import { withTexts } from '../mlflow/recorded-runs';
import { runsById, type ScanWatch } from '../mlflow/search';
import { judgedMeanwhile, readJudgments, standingOf, writeJudgment, writeStanding } from '../mlflow/write-judgment';
import type { Compared } from './compare-judgments';

/** How judgments are written. */
interface WriteOptions extends ScanWatch {
	readonly replace: boolean;
}

/** As many as MLflow is asked at once. */
const mostAtOnce = 2;

/**
 * Writes judgments into their runs, then looks at them once more: whoever else was at work at the same time may have
 * counted without them, or, as the same judge, written over them.
 * @returns the runs as they are now
 * @throws TipBenchError JudgmentConflict, MlflowUnavailable or MlflowRefused, which say how many runs were written before
 */
export async function writeJudgments(
	mlflow: Mlflow,
	rubric: Rubric,
	experimentId: string,
	todo: readonly Compared[],
	{ replace, onProgress }: WriteOptions,
): Promise<RecordedRun[]> {
	let written = 0;
	const write = async ({ given, run }: Compared) => {
		await writeJudgment(mlflow, run.run_id, { rubric, given, replace });
		written += 1;
		onProgress?.(1);
	};
	return tellingHowMany(
		todo.length,
		() => written,
		async () => {
			await mapLimit(todo, mostAtOnce, write, 'stop');
			return lookAgain(mlflow, rubric, experimentId, todo);
		},
	);
}

/** A judgment, and the run that it is of. */
type JudgmentOfRun = Pick<Compared, 'given'> & { readonly run: Pick<RecordedRun, 'run_id'> };

/**
 * Looks once more at runs whose judgments were just written, and mends what others left who were at work at the same time.
 * @returns the runs as they are now
 * @throws TipBenchError JudgmentConflict, MlflowUnavailable or MlflowRefused
 */
export async function lookAgain(
	mlflow: Mlflow,
	rubric: Rubric,
	experimentId: string,
	todo: readonly JudgmentOfRun[],
): Promise<RecordedRun[]> {
	const ids = todo.map(({ run }) => run.run_id);
	const runs = await runsById(mlflow, experimentId, ids);
	const mended: string[] = [];
	for (const { run, given } of todo) {
		const raw = runs.get(run.run_id);
		const found = raw === undefined ? null : withTexts(raw);
		if (raw === undefined || found === null) continue;
		const judgments = readJudgments(rubric, found, given.by);
		if (!isKept(judgments, given)) throw judgedMeanwhile(run.run_id, given.by);
		const standing = standingOf(rubric, found, judgments, Date.parse(given.judged_at));
		if (await writeStanding(mlflow, raw, standing)) mended.push(run.run_id);
	}
	for (const [id, raw] of await runsById(mlflow, experimentId, mended)) runs.set(id, raw);
	return [...runs.values()].flatMap((raw) => withTexts(raw)?.run ?? []);
}

async function tellingHowMany<T>(all: number, written: () => number, work: () => Promise<T>): Promise<T> {
	try {
		return await work();
	} catch (error) {
		if (!(error instanceof TipBenchError)) throw error;
		const before = `${written()} of ${all} runs were written before that; apply the file again, and it goes on from there.`;
		throw new TipBenchError(error.code, `${error.message}\n${before}`, { cause: error });
	}
}
