import type { RecordedRun } from '../domain/bench/recorded-run';
import type { TipBenchError } from '../domain/errors';
import type { Rubric } from '../domain/judging/rubric';
import { mapLimit } from '../machine/map-limit';
import type { Mlflow, MlflowWriter } from '../mlflow/client';
import { getRun, recordedRunOf } from '../mlflow/decode-run';
import { metricHistories } from '../mlflow/metric-history';
import { changing } from '../mlflow/revision';
import type { RawRun } from '../mlflow/run-schema';
import { runsById, type ScanWatch } from '../mlflow/search';
import { isOnlyJudgment, mostLooks, settleJudgment, writeJudgmentInto } from '../mlflow/write-judgment';
import type { Compared } from './compare-judgments';
import { sayingHowFar } from './saying-how-far';

/** How judgments are written. */
interface WriteOptions extends ScanWatch {
	readonly replace: boolean;
	readonly onRun: (run: RecordedRun) => void;
}

/** As many as MLflow is asked at once. */
const mostAtOnce = 2;

/** So many runs are read together right before they are written: few, so that nobody is at them in between. */
const readTogether = 50;

/**
 * Writes judgments into their runs, then looks at each once more: see `settleJudgment`.
 * @param onRun takes each run as it is then
 * @throws TipBenchError JudgmentConflict, and MlflowUnavailable or MlflowRefused, which say how many runs were written before
 */
export async function writeJudgments(
	mlflow: Mlflow,
	rubric: Rubric,
	experimentId: string,
	todo: readonly Compared[],
	{ replace, onRun, onProgress }: WriteOptions,
): Promise<void> {
	let written = 0;
	const write = async (writer: MlflowWriter, few: readonly Compared[]) => {
		const runs = await runsById(writer, experimentId, idsOf(few));
		const one = async ({ given, run }: Compared) => {
			const raw = runs.get(run.run_id) ?? (await getRun(writer, run.run_id));
			await writeJudgmentInto(writer, raw, { rubric, given, replace });
			written += 1;
			onProgress?.(1);
		};
		await mapLimit(few, mostAtOnce, one, 'stop');
		const left = await unsettled(writer, few, runs, onRun);
		await settle(writer, rubric, experimentId, left, onRun);
	};
	const writeAll = async (writer: MlflowWriter) => {
		for (let at = 0; at < todo.length; at += readTogether) await write(writer, todo.slice(at, at + readTogether));
	};
	// Of a conflict: whose scores stand where two wrote at once is not known here, and the fault says what to do.
	const before = ({ code }: TipBenchError) =>
		code === 'JudgmentConflict'
			? null
			: `${written} of ${todo.length} runs were written before that; apply the file again, and it goes on from there.`;
	await sayingHowFar(before, () => changing(mlflow, experimentId, writeAll));
}

/**
 * Looks at the runs that this judge was the first to score, without reading them again: a run that has had one composite,
 * this judge's, is as it was left.
 * @param runs as they were read before
 * @returns those that are to be looked at whole
 */
async function unsettled(
	mlflow: Mlflow,
	few: readonly Compared[],
	runs: ReadonlyMap<string, RawRun>,
	onRun: WriteOptions['onRun'],
): Promise<readonly Compared[]> {
	const fresh = few.filter(({ change, run }) => change === 'fresh' && runs.has(run.run_id));
	const histories = await metricHistories(mlflow, idsOf(fresh), 'composite');
	if (histories === null) return few;
	const settled = new Set<string>();
	for (const { given, run } of fresh) {
		const raw = runs.get(run.run_id);
		const before = raw === undefined ? null : recordedRunOf(raw);
		if (before === null || !isOnlyJudgment(histories.get(run.run_id) ?? [], given)) continue;
		settled.add(run.run_id);
		const metrics = { ...before.metrics, ...given.scores, composite: given.composite };
		onRun({ ...before, judge_pending: false, judged: true, metrics });
	}
	return few.filter(({ run }) => !settled.has(run.run_id));
}

/**
 * Looks at runs until there is nothing to put right: MLflow writes metrics before tags, so that who looks in between sees a
 * half of what another has written, and puts that right wrongly.
 */
async function settle(
	mlflow: MlflowWriter,
	rubric: Rubric,
	experimentId: string,
	few: readonly Compared[],
	onRun: WriteOptions['onRun'],
): Promise<void> {
	const runs = new Map<string, RawRun>();
	let open = few;
	for (let look = 0; look < mostLooks && open.length > 0; look += 1) {
		for (const [id, raw] of await runsById(mlflow, experimentId, idsOf(open))) runs.set(id, raw);
		const moved: Compared[] = [];
		for (const each of open) {
			const raw = runs.get(each.run.run_id);
			if (raw !== undefined && (await settleJudgment(mlflow, raw, { rubric, given: each.given }))) moved.push(each);
		}
		open = moved;
	}
	for (const [id, raw] of await runsById(mlflow, experimentId, idsOf(open))) runs.set(id, raw);
	for (const raw of runs.values()) {
		const run = recordedRunOf(raw);
		if (run !== null) onRun(run);
	}
}

function idsOf(few: readonly Compared[]): string[] {
	return few.map(({ run }) => run.run_id);
}
