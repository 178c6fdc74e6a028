import type { RecordedRequest } from '../../testbed/ollama-proxy';
import type { BenchFacts, Break } from './bench-facts';
import type { AcceptedInHistory } from './block-histories';
import { type MadeAgain, madeAgainAfterAccepted, madeAgainAfterWhole } from './judge-answers';
import { type CellCounts, judgeCells } from './judge-cells';
import { type JudgingFacts, type JudgmentCounts, judgeJudgments } from './judge-judgments';
import { judgeModel } from './models';
import type { TooManyResident } from './watch-residents';

/** All that was counted. */
export interface Facts {
	readonly benches: readonly BenchFacts[];
	readonly accepted: readonly AcceptedInHistory[];
	readonly requests: readonly RecordedRequest[];
	readonly tooMany: readonly TooManyResident[];
	readonly judging: JudgingFacts;
	/** What still ran when no bench had work for it. */
	readonly left: readonly string[];
}

/** The counts of the table's last part. */
interface Counts extends Omit<CellCounts, 'breaks'> {
	/** Generations that began after Temporal had accepted the cell's answer. */
	readonly generatedAgain: number;
	/** Generations that began after a whole answer had reached the worker, which had not handed it over. */
	readonly answersThrownAway: number;
	readonly generations: number;
	/** What became of the auto judge's work. */
	readonly judgments: Omit<JudgmentCounts, 'breaks'>;
	/** Blocks, judges and holders of the GPU that were left behind. */
	readonly left: number;
}

/** What {@link judge} finds. */
export interface Verdict {
	readonly counts: Counts;
	readonly breaks: readonly Break[];
	/** The evidence for `answersThrownAway`. */
	readonly thrownAway: readonly MadeAgain[];
}

/** Counts, and finds what broke. */
export function judge({ benches, accepted, requests, tooMany, judging, left }: Facts): Verdict {
	const perBench = benches.map(judgeCells);
	const sum = (key: 'planned' | 'recorded' | 'failed' | 'lost' | 'doubled') =>
		perBench.reduce((total, bench) => total + bench[key], 0);
	const ofCells = requests.filter(({ model }) => model !== judgeModel.name);
	const again = madeAgainAfterAccepted(accepted, ofCells);
	const thrownAway = madeAgainAfterWhole(ofCells);
	const { breaks: judgingBreaks, ...judgments } = judgeJudgments(benches, judging, requests, judgeModel.name);
	return {
		counts: {
			...{ planned: sum('planned'), recorded: sum('recorded'), failed: sum('failed') },
			...{ lost: sum('lost'), doubled: sum('doubled') },
			generatedAgain: again.length,
			answersThrownAway: thrownAway.length,
			generations: ofCells.filter(({ kind }) => kind === 'generate').length,
			judgments,
			left: left.length,
		},
		breaks: [
			...perBench.flatMap(({ breaks }) => breaks),
			...again.map(asBreak),
			...judgingBreaks,
			...tooMany.map(asResidentBreak),
			...left.map((what): Break => ({ law: 'nothing is left behind', what, at: null })),
		],
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
