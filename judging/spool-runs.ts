import type { Rubric } from '../domain/judging/rubric';
import { type DriftCandidate, isAsked, type RunsAsked } from '../domain/judging/which-runs';
import type { Mlflow } from '../mlflow/client';
import { readJudgments } from '../mlflow/read-judgments';
import type { RunWithTexts } from '../mlflow/recorded-runs';
import type { ScanWatch } from '../mlflow/search';
import { addJudged, type JudgedRuns } from './carry-over';
import { scanCells } from './distinct-cells';
import { entryOf } from './entry-of-run';
import type { EntrySpool } from './entry-spool';

/** Where the runs of an experiment go: those that are asked for, and the others, where they are wanted. */
interface Sorting {
	readonly spool: EntrySpool;
	readonly judged: JudgedRuns | null;
	readonly asked: RunsAsked;
	/** Milliseconds since 1970. */
	readonly now: number;
}

/** What was seen on the way. */
export interface Spooled {
	/** The judge kinds of the runs that are asked for. */
	readonly kinds: string[];
	/** How many candidates one of them has at most. */
	readonly mostCandidates: number;
	/** How many runs the judge has scored, and which of them it may be asked about again. */
	readonly scored: number;
	readonly old: readonly DriftCandidate[];
}

const aDay = 24 * 60 * 60 * 1_000;

/** Spools the entries of the runs that a judge is asked about, a page of them in memory. */
export async function spoolRuns(
	mlflow: Mlflow,
	experimentId: string,
	rubric: Rubric,
	{ spool, judged, asked, now }: Sorting,
	watch: ScanWatch,
): Promise<Spooled> {
	const kinds = new Set<string>();
	const old: DriftCandidate[] = [];
	let [mostCandidates, scored] = [0, 0];
	for await (const found of scanCells(mlflow, experimentId, watch)) {
		const { run } = found;
		if (asked.by !== null && run.lazy_judges.includes(asked.by) && run.invalid === null) {
			scored += 1;
			const candidate = driftCandidate(rubric, found, asked.by, now);
			if (candidate !== null) old.push(candidate);
		}
		if (!isAsked(run, asked)) {
			if (judged !== null && !run.judge_pending) addJudged(judged, rubric, found);
			continue;
		}
		const entry = entryOf(rubric, found);
		mostCandidates = Math.max(mostCandidates, entry.candidates.length);
		await spool.add(orderOf(found), entry);
		for (const kind of run.judge_kinds) kinds.add(kind);
	}
	return { kinds: [...kinds], mostCandidates, scored, old };
}

/** A cell key is a hash, so an order by its first 48 bits tells a judge nothing about model or prompt. */
export function orderOf({ run }: Pick<RunWithTexts, 'run'>): number {
	return Number.parseInt((run.cell_key ?? run.run_id).slice(0, 12), 16) || 0;
}

function driftCandidate(rubric: Rubric, found: RunWithTexts, by: string, now: number): DriftCandidate | null {
	const own = readJudgments(rubric, found, '').find((each) => each.tier === 'lazy' && each.by === by);
	const times = [own?.given, ...(own?.repeats ?? [])].map((each) => Date.parse(each?.judged_at ?? ''));
	if (own === undefined || !times.every((time) => now - time >= aDay)) return null;
	const asked = found.driftAsked(by);
	const open = asked !== null && !own.repeats.some(({ asked_at }) => asked_at === asked);
	return { run_id: found.run.run_id, repeats: own.repeats.length, open };
}
