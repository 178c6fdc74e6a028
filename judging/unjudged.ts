import type { RecordedRun } from '../domain/bench/recorded-run';
import { TipBenchError } from '../domain/errors';
import type { Mlflow } from '../mlflow/client';
import { recordedRunOf } from '../mlflow/decode-run';
import { judgmentKey, judgmentsIn } from '../mlflow/judgments';
import { type RawRun, tagsOf } from '../mlflow/run-schema';
import { type ScanWatch, scanRawRuns } from '../mlflow/search';
import type { Tags } from '../mlflow/tag-text';

/** Which runs an auto judge has yet to score. */
export interface UnjudgedAsked {
	readonly kind: string;
	/** Whether those count too that it has scored or left unscored before `since`. */
	readonly again: boolean;
	/** At most so many, and all that began in one millisecond with the last of them. */
	readonly most: number;
	/** Milliseconds since 1970: none that began earlier. */
	readonly from: number;
	readonly since: number;
	/** Whether to count on to the end. */
	readonly count: boolean;
}

/** Such runs in the order of their start, and where to look on. */
export interface UnjudgedFound {
	readonly run_ids: string[];
	readonly next: number | null;
	readonly total: number | null;
}

/**
 * The runs that an auto judge has yet to score: committed, valid, with candidates. MLflow itself leaves out those that
 * have a judgment of its, so that a page costs what is on it.
 * @param watch `onFound` is given each run that is found
 * @throws TipBenchError MlflowUnavailable or MlflowRefused
 */
export async function findUnjudged(
	mlflow: Mlflow,
	experimentId: string,
	asked: UnjudgedAsked,
	{ onFound, ...watch }: ScanWatch & { readonly onFound?: (raw: RawRun) => void } = {},
): Promise<UnjudgedFound> {
	const run_ids: string[] = [];
	let [last, total, next] = [asked.from, 0, null as number | null];
	for await (const raw of scanLacking(mlflow, experimentId, asked, watch)) {
		if (!isUnjudged(raw, asked)) continue;
		const began = raw.info.start_time ?? 0;
		total += 1;
		// Where to look on is told by a start time, so those of one stay together.
		if (next === null && (run_ids.length < asked.most || began === last)) {
			run_ids.push(raw.info.run_id);
			onFound?.(raw);
			last = began;
			continue;
		}
		next ??= last + 1;
		if (!asked.count) break;
	}
	return { run_ids, next, total: asked.count ? total : null };
}

/** An old MLflow cannot ask for what a run lacks, and all are read. */
async function* scanLacking(
	mlflow: Mlflow,
	experimentId: string,
	{ kind, again, from, most, count }: UnjudgedAsked,
	watch: ScanWatch,
): AsyncGenerator<RawRun> {
	const pageSize = count ? undefined : Math.min(250, most + 1);
	const options = { ...watch, ...(from > 0 && { from }), ...(pageSize && { pageSize }) };
	if (again) return yield* scanRawRuns(mlflow, experimentId, options);
	try {
		const filter = `tags.\`${judgmentKey(kind)}\` IS NULL`;
		yield* scanRawRuns(mlflow, experimentId, { ...options, filter });
	} catch (error) {
		if (!(error instanceof TipBenchError && error.code === 'MlflowRefused')) throw error;
		yield* scanRawRuns(mlflow, experimentId, options);
	}
}

function isUnjudged(raw: RawRun, { kind, again, since }: UnjudgedAsked): boolean {
	const tags = tagsOf(raw);
	const looked = lookedAt(tags, kind);
	if (looked !== null && (!again || looked >= since)) return false;
	const run = recordedRunOf(raw);
	return run !== null && isScorable(run);
}

function isScorable({ invalid, by_rule, metrics }: RecordedRun): boolean {
	return invalid === null && !by_rule && metrics.n_candidates !== 0;
}

/** When a judge has scored a run or left it unscored, the later of the two: milliseconds since 1970; `null` for never. */
function lookedAt(tags: Tags, kind: string): number | null {
	if (tags[judgmentKey(kind)] === undefined) return null;
	const judgment = judgmentsIn(tags).judgments.find(({ tier, by }) => tier === 'auto' && by === kind);
	const times = [judgment?.given?.judged_at, judgment?.unscored?.at].flatMap((time) => Date.parse(time ?? '') || []);
	return Math.max(0, ...times);
}
