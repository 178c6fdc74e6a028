import { secondsEach } from '../domain/judging/pace';
import type { Mlflow } from '../mlflow/client';
import { type Experiment, listExperiments } from '../mlflow/experiments';
import { judgedTimes } from '../mlflow/judged-times';
import type { ScanWatch } from '../mlflow/search';
import { perhapsPending, scanCells } from './distinct-cells';

/** An experiment whose runs wait for a score. */
export interface PendingExperiment {
	readonly experiment: string;
	readonly experiment_id: string;
	readonly pending: number;
	/** Since when the oldest of them waits: when it began, in ISO 8601. */
	readonly oldest_at: string;
	readonly judge_kinds: readonly string[];
}

/**
 * The experiments with runs that wait for a score, the one that waits longest first.
 * @param kind only runs that wait for this judge kind; `null` for all
 * @throws TipBenchError MlflowUnavailable or MlflowRefused
 */
export async function listPending(
	mlflow: Mlflow,
	kind: string | null,
	watch: ScanWatch = {},
): Promise<PendingExperiment[]> {
	const found: PendingExperiment[] = [];
	for (const experiment of await listExperiments(mlflow)) {
		const pending = await pendingOf(mlflow, experiment, kind, watch);
		if (pending !== null) found.push(pending);
	}
	return found.sort((a, b) => (a.oldest_at < b.oldest_at ? -1 : 1));
}

/**
 * The runs of one experiment that wait for a score; `null` where none does.
 * @param kind only runs that wait for this judge kind; `null` for all
 * @throws TipBenchError MlflowUnavailable or MlflowRefused
 */
export async function pendingOf(
	mlflow: Mlflow,
	{ id, name }: Pick<Experiment, 'id' | 'name'>,
	kind: string | null,
	watch: ScanWatch = {},
): Promise<PendingExperiment | null> {
	const kinds = new Set<string>();
	let [pending, oldest] = [0, Number.POSITIVE_INFINITY];
	for await (const { run } of scanCells(mlflow, id, { ...watch, filter: perhapsPending })) {
		if (!run.judge_pending || (kind !== null && !run.judge_kinds.includes(kind))) continue;
		pending += 1;
		oldest = Math.min(oldest, run.started_at);
		for (const each of run.judge_kinds) kinds.add(each);
	}
	if (pending === 0) return null;
	const oldest_at = new Date(oldest).toISOString();
	return { experiment: name, experiment_id: id, pending, oldest_at, judge_kinds: [...kinds].sort() };
}

/** So many of the latest scores say how fast a judge is. */
const looksAt = 40;

/**
 * Seconds that a judge has taken for an item of late, in these experiments; `null` where nothing tells.
 * @throws TipBenchError MlflowUnavailable or MlflowRefused
 */
export async function paceOf(mlflow: Mlflow, experimentIds: readonly string[], by: string): Promise<number | null> {
	return secondsEach(await judgedTimes(mlflow, experimentIds, by, looksAt));
}
