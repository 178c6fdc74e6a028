import { z } from 'zod';
import { countOf, verbOf } from '../wording';
import type { Status } from './status';
import { troubleText } from './troubles';

/** What can wait for a person. */
const kinds = [
	...(['to-score', 'disagreements', 'reminder', 'failed-cells', 'failed-bench'] as const),
	...(['trouble', 'lost-lease'] as const),
] as const;

/** One thing that waits for a person. */
export const waitingItemSchema = z.object({
	kind: z.enum(kinds),
	experiment: z.string().optional(),
	/** The workflow id of the bench that it is about. */
	bench: z.string().optional(),
	/** Runs, cells or reminders; 1 of what is one thing. */
	count: z.int(),
	/** ISO 8601. */
	since: z.string(),
	/** The whole in one line. */
	text: z.string(),
	/** What to do, where that is not plain. */
	remedy: z.string().optional(),
});

export type WaitingItem = Readonly<z.infer<typeof waitingItemSchema>>;

/** A bench as it is looked at here; the newest of its experiment, or one that runs. */
export interface WaitingBench {
	readonly id: string;
	readonly experiment: string | null;
	readonly isRunning: boolean;
	/** ISO 8601. */
	readonly startedAt: string;
	/** Its own word where it runs; `null` where no worker answers. */
	readonly status: Status | null;
	/** Cells that an ended one has given up. */
	readonly failedCells: number;
	/** Why an ended one failed, where it did. */
	readonly failure: string | null;
}

/** Runs of an experiment that wait for a score. */
export interface WaitingRuns {
	readonly experiment: string;
	readonly pending: number;
	/** ISO 8601. */
	readonly oldest_at: string;
	readonly judge_kinds: readonly string[];
}

/** A lease whose holder does not run any more. */
export interface LostLease {
	readonly queue: string;
	readonly holder: string;
	/** ISO 8601. */
	readonly since: string;
}

/** A part that is away. */
export interface AwayPart {
	readonly part: 'temporal' | 'mlflow';
	readonly why: string;
	/** ISO 8601. */
	readonly since: string;
}

/** All that is looked at. */
export interface WaitingSources {
	readonly benches: readonly WaitingBench[];
	/** `null` where MLflow is away: then benches say what they know. */
	readonly runs: readonly WaitingRuns[] | null;
	/** Experiments that MLflow was asked about: of the others, benches say what they know. */
	readonly counted: ReadonlySet<string>;
	readonly lost: readonly LostLease[];
	readonly away: readonly AwayPart[];
}

/** What waits for a person: what stands still first, then what waits longest. */
export function waitingItems({ benches, runs, counted, lost, away }: WaitingSources): WaitingItem[] {
	const silent = benches.filter(({ isRunning, status }) => isRunning && status === null);
	const isWithoutWorker = silent.length > 0 && silent.length === benches.filter(({ isRunning }) => isRunning).length;
	const items = [
		...away.map(awayItem),
		...(isWithoutWorker ? [withoutWorker(silent)] : silent.map(unanswered)),
		...lost.map(lostItem),
		...benches.flatMap(itemsOfBench),
		...(runs ?? []).map(toScore),
		...benches.flatMap((bench) => toScoreByBench(bench, runs === null ? new Set() : counted)),
	];
	const urgent = (item: WaitingItem) => (item.kind === 'trouble' || item.kind === 'lost-lease' ? 0 : 1);
	return items.sort((a, b) => urgent(a) - urgent(b) || (a.since < b.since ? -1 : a.since > b.since ? 1 : 0));
}

function awayItem({ part, since, why }: AwayPart): WaitingItem {
	return { kind: 'trouble', count: 1, since, text: `${part === 'mlflow' ? 'MLflow' : 'Temporal'} is away: ${why}` };
}

const startWorker = 'Start a worker: `./tip-bench worker` (or `up`).';

function withoutWorker(benches: readonly WaitingBench[]): WaitingItem {
	const since = benches.map(({ startedAt }) => startedAt).sort()[0] ?? '';
	const text = `no worker answers for ${countOf(benches.length, 'bench')}`;
	const only = benches.length === 1 ? placeOf(benches[0] as WaitingBench) : {};
	return { kind: 'trouble', ...only, count: benches.length, since, text, remedy: startWorker };
}

function unanswered(bench: WaitingBench): WaitingItem {
	const { id, startedAt: since } = bench;
	return {
		...{ kind: 'trouble', ...placeOf(bench), count: 1, since },
		text: `no worker answers for bench ${id}, though others are answered for`,
		remedy: 'See its page in the Temporal UI: its workers may have failed to go on with it.',
	};
}

function lostItem({ queue, holder, since }: LostLease): WaitingItem {
	return {
		...{ kind: 'lost-lease', count: 1, since },
		text: `the GPU ${queue} is lent to ${holder}, which does not run any more`,
		remedy: 'It is taken back within ten minutes, or half a minute after somebody asks for it; a worker has to run.',
	};
}

function itemsOfBench(bench: WaitingBench): WaitingItem[] {
	const { id, experiment, status, isRunning, failure, startedAt } = bench;
	const place = placeOf(bench);
	const of = experiment ?? id;
	const items: WaitingItem[] = [];
	const failed = status === null || !isRunning ? bench.failedCells : status.cells.failed;
	const isOver = !isRunning || status?.phase === 'awaiting-judge';
	if (failed > 0 && isOver) {
		const text = `${countOf(failed, 'cell')} of ${of} failed`;
		const remedy = 'Mend the reasons, then start the bench again: it tries only those.';
		items.push({ kind: 'failed-cells', ...place, count: failed, since: startedAt, text, remedy });
	}
	if (!isRunning && failure !== null)
		items.push({ kind: 'failed-bench', ...place, count: 1, since: startedAt, text: `bench ${id} failed: ${failure}` });
	if (!isRunning || status === null) return items;
	const [trouble, ...others] = status.troubles;
	if (trouble !== undefined) {
		const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
		const text = `${of}: ${troubleText(trouble)}${more}`;
		items.push({
			...{ kind: 'trouble', ...place, count: 1 + others.length, since: trouble.since, text, remedy: trouble.remedy },
		});
	}
	const { wait, disagreements } = status;
	if (status.phase !== 'awaiting-judge' || wait === null) return items;
	if (disagreements !== null && disagreements > 0) {
		const text = `judges are apart on ${countOf(disagreements, 'run')} of ${of}`;
		items.push({ kind: 'disagreements', ...place, count: disagreements, since: wait.since, text });
	}
	if (wait.reminders > 0) {
		const text = `${of} has waited for its judge since ${wait.since.slice(0, 10)}: ${countOf(wait.reminders, 'reminder')} so far`;
		items.push({ kind: 'reminder', ...place, count: wait.reminders, since: wait.since, text });
	}
	return items;
}

function toScore({ experiment, pending, oldest_at, judge_kinds }: WaitingRuns): WaitingItem {
	const by = judge_kinds.length === 0 ? '' : ` by ${judge_kinds.join(' or ')}`;
	const text = `${countOf(pending, 'run')} of ${experiment} ${verbOf(pending, 'wait')} for a score${by}`;
	return { kind: 'to-score', experiment, count: pending, since: oldest_at, text };
}

/** What a bench knows of its own where MLflow was not asked, such as one that records elsewhere. */
function toScoreByBench(bench: WaitingBench, counted: ReadonlySet<string>): WaitingItem[] {
	const { experiment, status } = bench;
	const pending = status?.pending_judgments ?? 0;
	if (experiment === null || counted.has(experiment) || pending === 0 || status?.phase !== 'awaiting-judge') return [];
	const since = status.wait?.since ?? bench.startedAt;
	return [{ ...toScore({ experiment, pending, oldest_at: since, judge_kinds: [] }), bench: bench.id }];
}

function placeOf({ id, experiment }: WaitingBench): { bench: string; experiment?: string } {
	return experiment === null ? { bench: id } : { bench: id, experiment };
}
