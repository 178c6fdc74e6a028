import type { RecordedRequest } from '../../testbed/ollama-proxy';
import type { FaultBenchConfig } from './bench-config';
import type { AcceptedAnswer } from './block-histories';
import { type MadeAgain, madeAgainAfterAccepted, madeAgainAfterWhole } from './judge-answers';
import { type CellCounts, judgeCells } from './judge-cells';
import type { CommittedRun } from './recorded-cells';
import type { TooManyResident } from './watch-residents';

/** What is known from outside of one bench when all is over. */
export interface BenchFacts {
	readonly config: FaultBenchConfig;
	/** The names of the cells that its input means. */
	readonly planned: readonly string[];
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
export interface Counts extends Omit<CellCounts, 'breaks'> {
	/** Generations that began after Temporal had accepted the cell's answer. */
	readonly generatedAgain: number;
	/** Generations that began after a whole answer had reached the worker, which had not handed it over. */
	readonly answersThrownAway: number;
	readonly generations: number;
}

/** What {@link judge} finds. */
export interface Verdict {
	readonly counts: Counts;
	readonly breaks: readonly Break[];
	/** The evidence for `answersThrownAway`. */
	readonly thrownAway: readonly MadeAgain[];
}

/** Counts, and finds what broke. */
export function judge({ benches, accepted, requests, tooMany }: Facts): Verdict {
	const perBench = benches.map(judgeCells);
	const sum = (key: 'planned' | 'recorded' | 'failed' | 'lost' | 'doubled') =>
		perBench.reduce((total, bench) => total + bench[key], 0);
	const again = madeAgainAfterAccepted(accepted, requests);
	const thrownAway = madeAgainAfterWhole(requests);
	return {
		counts: {
			...{ planned: sum('planned'), recorded: sum('recorded'), failed: sum('failed') },
			...{ lost: sum('lost'), doubled: sum('doubled') },
			generatedAgain: again.length,
			answersThrownAway: thrownAway.length,
			generations: requests.filter(({ kind }) => kind === 'generate').length,
		},
		breaks: [...perBench.flatMap(({ breaks }) => breaks), ...again.map(asBreak), ...tooMany.map(asResidentBreak)],
		thrownAway,
	};
}

function asBreak({ model, seed, answeredAt, againAt }: MadeAgain): Break {
	const late = Math.round(againAt - answeredAt);
	return {
		law: 'no accepted answer is made again',
		what: `the cell of ${model} with seed ${seed} was generated again ${late} ms after Temporal had accepted its answer`,
		at: againAt,
	};
}

function asResidentBreak({ names, from, until }: TooManyResident): Break {
	return {
		law: 'one resident model',
		what: `${names.join(' and ')} were in memory together${until > from ? ` for ${until - from} ms` : ', at one look'}`,
		at: from,
	};
}
