import { TipBenchError } from '../domain/errors';
import type { Rubric } from '../domain/judging/rubric';
import { placeInSitting, startOfJudge } from '../domain/judging/sitting/order';
import type { SittingItem } from '../domain/judging/sitting/sitting';
import type { Mlflow } from '../mlflow/client';
import { type RunWithTexts, scanRunTexts } from '../mlflow/recorded-runs';
import type { ScanWatch } from '../mlflow/search';
import { isFirstOfCell, perhapsPending } from './distinct-cells';
import { entryOf, factsOf } from './entry-of-run';

/** Some of the items that wait, in their order. */
export interface PendingItems {
	readonly items: readonly SittingItem[];
	/** Workflow ids of the benches that made them. */
	readonly benches: readonly string[];
	/** How many wait in all: counted, or as good as can be said so far. */
	readonly total: number;
	readonly exact: boolean;
	/** Runs that cannot be shown, with the reason. */
	readonly damaged: readonly string[];
}

/** Where no more than so many wait, they are read at once, else in parts. */
const readAtOnce = 60;

/** Runs a request: what is read of more at once keeps a key waiting for its answer. */
const pageSize = 20;

/** Items that are looked at in one go: the first ones are there soon. */
const handful = 10;

/**
 * The items of an experiment that wait for a score, a few at a time, as they are asked for. They come in the order of a
 * hash of their cells, which says nothing of model or prompt; each judge begins at another place of it, so that two at
 * once rarely have the same before them. Read by the first two digits of that hash, so that the first ones are there
 * soon however many wait, and memory holds a few.
 * @param by who scores
 * @throws TipBenchError MlflowUnavailable, MlflowRefused
 */
export async function* pendingItems(
	mlflow: Mlflow,
	rubric: Rubric,
	experimentId: string,
	by: string,
	watch: ScanWatch = {},
): AsyncGenerator<PendingItems> {
	const start = startOfJudge(experimentId, by);
	const read = (filter: string, most = Number.POSITIVE_INFINITY) =>
		readPending(mlflow, experimentId, { ...watch, filter, pageSize }, most);
	const shown = (runs: readonly RunWithTexts[]) => shownItems(mlflow, rubric, experimentId, runs, watch);
	const first = await read(perhapsPending, readAtOnce);
	if (first.length < readAtOnce) {
		yield* withTotals(shown(inOrder(first, start)), () => ({ total: first.length, exact: true }));
		return;
	}
	let found = 0;
	for (let part = 0; part < 256; part += 1) {
		const prefix = ((Number.parseInt(start, 16) + part) % 256).toString(16).padStart(2, '0');
		const runs = await read(`tags.cell_key LIKE '${prefix}%' AND ${perhapsPending}`);
		found += runs.length;
		const total = Math.max(readAtOnce, Math.round((found / (part + 1)) * 256));
		yield* withTotals(shown(inOrder(runs, prefix)), () => ({ total, exact: part === 255 }));
	}
	// Runs of the former harness have no such hash.
	const others = (await read(perhapsPending)).filter(({ run }) => !/^[0-9a-f]{2}/.test(run.cell_key ?? ''));
	yield* withTotals(shown(inOrder(others, '')), () => ({ total: found + others.length, exact: true }));
}

async function readPending(
	mlflow: Mlflow,
	experimentId: string,
	options: Parameters<typeof scanRunTexts>[2],
	most: number,
): Promise<RunWithTexts[]> {
	const runs: RunWithTexts[] = [];
	for await (const each of scanRunTexts(mlflow, experimentId, options)) {
		if (each.run.judge_pending) runs.push(each);
		if (runs.length >= most) break;
	}
	return runs;
}

/**
 * One run as an item, whether it waits or not.
 * @returns `null` where there is no such run, or it cannot be shown
 * @throws TipBenchError MlflowUnavailable, MlflowRefused
 */
export async function itemOfRun(
	mlflow: Mlflow,
	rubric: Rubric,
	experimentId: string,
	runId: string,
): Promise<{ readonly item: SittingItem; readonly isPending: boolean } | null> {
	if (!/^[\w-]{1,64}$/.test(runId)) return null;
	const filter = `attributes.run_id = '${runId}'`;
	for await (const found of scanRunTexts(mlflow, experimentId, { filter, pageSize: 1 })) {
		const item = itemOf(rubric, found);
		return typeof item === 'string' ? null : { item, isPending: found.run.judge_pending };
	}
	return null;
}

/** In the order of a sitting, beginning with what begins so. */
function inOrder(runs: readonly RunWithTexts[], start: string): RunWithTexts[] {
	const placed = runs.map((each) => ({ each, place: placeInSitting(each.run, start) }));
	return placed.sort((a, b) => (a.place < b.place ? -1 : 1)).map(({ each }) => each);
}

type Shown = Omit<PendingItems, 'total' | 'exact'>;

async function* shownItems(
	mlflow: Mlflow,
	rubric: Rubric,
	experimentId: string,
	runs: readonly RunWithTexts[],
	watch: ScanWatch,
): AsyncGenerator<Shown> {
	for (let at = 0; at === 0 || at < runs.length; at += handful) {
		const items: SittingItem[] = [];
		const damaged: string[] = [];
		const benches = new Set<string>();
		for (const each of runs.slice(at, at + handful)) {
			// Where a cell has two runs, the earlier one counts.
			if (!(await isFirstOfCell(mlflow, experimentId, each.run, watch))) continue;
			if (each.run.bench !== null) benches.add(each.run.bench);
			const item = itemOf(rubric, each);
			if (typeof item === 'string') damaged.push(item);
			else items.push(item);
		}
		yield { items, damaged, benches: [...benches] };
	}
}

/** @returns the reason where it cannot be shown */
function itemOf(rubric: Rubric, found: RunWithTexts): SittingItem | string {
	try {
		const { run_id, scenario, candidates } = entryOf(rubric, found);
		return { run_id, scenario, candidates, computed: factsOf(rubric, found).computed };
	} catch (error) {
		if (error instanceof TipBenchError && error.code === 'RunDamaged') return error.message;
		throw error;
	}
}

async function* withTotals(
	parts: AsyncGenerator<Shown>,
	totals: () => Pick<PendingItems, 'total' | 'exact'>,
): AsyncGenerator<PendingItems> {
	for await (const part of parts) yield { ...part, ...totals() };
}
