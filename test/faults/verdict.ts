import type { RecordedRequest } from '../support/ollama-proxy';
import type { AcceptedAnswer } from './accepted-answers';
import { countPlanned, type FaultBenchConfig } from './bench-config';
import type { CommittedRun } from './recorded-cells';
import type { TooManyResident } from './watch-residents';

/** What is known from outside of one bench when all is over. */
export interface BenchFacts {
	readonly config: FaultBenchConfig;
	readonly state: 'running' | 'filled' | 'failed';
	readonly failure: string | null;
	/** What it says itself; `null` when it never answered. */
	readonly said: {
		readonly phase: string;
		readonly total: number;
		readonly failed: number;
		readonly failedCells: readonly { readonly cell: string; readonly reason: string }[];
	} | null;
	readonly committed: readonly CommittedRun[];
}

/** All that was counted. */
export interface Facts {
	readonly benches: readonly BenchFacts[];
	readonly accepted: readonly AcceptedAnswer[];
	readonly requests: readonly RecordedRequest[];
	readonly tooMany: readonly TooManyResident[];
}

/** A broken law, with what shows it. */
export interface Break {
	readonly law: 'one resident model' | 'one run a cell' | 'no accepted answer is made again' | 'every bench ends';
	readonly what: string;
	/** Milliseconds since 1970, where it has a time. */
	readonly at: number | null;
}

/** The counts of the table's last part. */
export interface Counts {
	readonly planned: number;
	readonly recorded: number;
	readonly failed: number;
	readonly lost: number;
	readonly doubled: number;
	/** Generations that began after Temporal had accepted the cell's answer. */
	readonly generatedAgain: number;
	/** Whole answers that nobody had accepted when the cell was generated again: allowed, but lost work. */
	readonly answersThrownAway: number;
	readonly generations: number;
}

/** Event times come from Temporal's clock, requests' from ours, and both are rounded. Milliseconds. */
const clockSlackMs = 20;

/** Counts, and finds what broke. */
export function judge(facts: Facts): { counts: Counts; breaks: Break[] } {
	const perBench = facts.benches.map(judgeBench);
	const sum = (key: 'planned' | 'recorded' | 'failed' | 'lost' | 'doubled') =>
		perBench.reduce((total, bench) => total + bench[key], 0);
	const again = generatedAgain(facts);
	const generations = facts.requests.filter(({ kind }) => kind === 'generate');
	return {
		counts: {
			planned: sum('planned'),
			recorded: sum('recorded'),
			failed: sum('failed'),
			lost: sum('lost'),
			doubled: sum('doubled'),
			generatedAgain: again.length,
			answersThrownAway: thrownAway(generations),
			generations: generations.length,
		},
		breaks: [
			...perBench.flatMap(({ breaks }) => breaks),
			...again,
			...facts.tooMany.map(({ names, from, until }) => ({
				law: 'one resident model' as const,
				what: `${names.join(' and ')} were in memory together for ${until - from} ms`,
				at: from,
			})),
		],
	};
}

function judgeBench({ config, state, failure, said, committed }: BenchFacts) {
	const planned = countPlanned(config);
	const cells = new Map<string, number>();
	for (const { cell } of committed) cells.set(cell, (cells.get(cell) ?? 0) + 1);
	const keys = new Set(committed.map(({ cell_key }) => cell_key));
	const failed = said?.failed ?? 0;
	const doubled = committed.length - Math.min(cells.size, keys.size);
	// What a bench that hangs has not come to yet is left, not lost.
	const left = Math.max(0, planned - cells.size - failed);
	const lost = state === 'running' ? 0 : left;
	const breaks: Break[] = [];
	const broken = (law: Break['law'], what: string) =>
		breaks.push({ law, what: `${config.experiment}: ${what}`, at: null });
	if (state !== 'filled')
		broken(
			'every bench ends',
			`${state} in ${said?.phase ?? 'an unknown phase'}; ${left} cells left; ${failure ?? 'nothing is known of why'}`,
		);
	if (said !== null && said.total !== planned)
		broken('one run a cell', `it planned ${said.total} cells, and ${planned} were asked for`);
	if (lost > 0)
		broken('one run a cell', `${lost} of ${planned} cells have neither a run nor a failure that names them`);
	for (const [cell, runs] of cells) if (runs > 1) broken('one run a cell', `${cell} has ${runs} committed runs`);
	for (const { cell } of said?.failedCells ?? [])
		if (cells.has(cell)) broken('one run a cell', `${cell} is named as failed, and has a run`);
	return { planned, recorded: cells.size, failed, lost, doubled, breaks };
}

function generatedAgain({ accepted, requests }: Facts): Break[] {
	const first = new Map<string, AcceptedAnswer>();
	for (const answer of accepted) {
		const key = `${answer.model} ${answer.seed}`;
		if (answer.at < (first.get(key)?.at ?? Number.POSITIVE_INFINITY)) first.set(key, answer);
	}
	return requests.flatMap((request) => {
		const before = request.kind === 'generate' ? first.get(`${request.model} ${seedOf(request)}`) : undefined;
		if (before === undefined || request.startedAt <= before.at + clockSlackMs) return [];
		const ago = Math.round(request.startedAt - before.at);
		const what = `${before.block}, seed ${before.seed}: generated again ${ago} ms after Temporal had accepted its answer`;
		return [{ law: 'no accepted answer is made again' as const, what, at: request.startedAt }];
	});
}

function thrownAway(generations: readonly RecordedRequest[]): number {
	const whole = new Map<string, number>();
	for (const request of generations.filter(({ done }) => done)) {
		const key = `${request.model} ${seedOf(request)}`;
		whole.set(key, (whole.get(key) ?? 0) + 1);
	}
	return [...whole.values()].reduce((total, times) => total + times - 1, 0);
}

/** The seed that a request to Ollama carries. */
export function seedOf({ body }: Pick<RecordedRequest, 'body'>): number | undefined {
	return (body as { options?: { seed?: number } } | null)?.options?.seed;
}
