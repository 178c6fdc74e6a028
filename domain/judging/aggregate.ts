import { isScored, type KeptJudgment, type ScoredJudgment, type Scoring } from './kept-judgment';
import type { NoteName, Notes } from './notes';
import { noteNames } from './notes';
import { compositeOf, type Rubric, type Scores, scoreNames } from './rubric';

/** The scores of a run that count, and whose they are. */
export interface MainScores {
	readonly scores: Scores;
	readonly composite: number;
	/** The judges' names, the first one first. */
	readonly judgedBy: string;
	/** When the last of them scored it: ISO 8601. */
	readonly judgedAt: string;
	readonly notes: Notes;
}

/**
 * The scores that count, made of a run's judgments: of one judge its scores as they are, of several the mean of each
 * score, and the composite from those means. Repeats of a drift check and what was replaced are in no mean.
 * @param counting the kind of the auto judge whose scores count, where the run has no lazy tier; else `null`: the lazy
 * judges' count
 * @returns `null` where nobody has scored it whose scores count
 */
export function mainScores(
	rubric: Pick<Rubric, 'dimensions' | 'flags' | 'composite'>,
	judgments: readonly KeptJudgment[],
	counting: string | null,
): MainScores | null {
	const all = judgments
		.filter(isScored)
		.filter(({ tier, by }) => (counting === null ? tier === 'lazy' : tier === 'auto' && by === counting))
		.sort(byTime);
	const [first] = all;
	if (first === undefined) return null;
	return {
		...meanScoring(
			rubric,
			all.map(({ given }) => given),
		),
		judgedBy: all.map(({ by }) => by).join(', '),
		judgedAt: (all.at(-1) ?? first).given.judged_at,
		notes: joinedNotes(all),
	};
}

/**
 * What several judges say of one run together: of each score the mean, and the composite from those means; of one judge its
 * scores as they are.
 */
export function meanScoring(
	rubric: Pick<Rubric, 'dimensions' | 'flags' | 'composite'>,
	all: readonly Scoring[],
): Pick<MainScores, 'scores' | 'composite'> {
	const scores = meansOf(scoreNames(rubric), all);
	const [only, ...others] = all;
	return {
		scores,
		composite: only !== undefined && others.length === 0 ? only.composite : compositeOf(rubric, scores),
	};
}

/** Over those that have the score: a former harness may not have given all. */
function meansOf(names: readonly string[], all: readonly Scoring[]): Scores {
	const means: Scores = {};
	for (const name of names) {
		const values = all.flatMap(({ scores }) => (Object.hasOwn(scores, name) ? [scores[name] as number] : []));
		if (values.length > 0) means[name] = values.reduce((sum, each) => sum + each, 0) / values.length;
	}
	return means;
}

/** Of one judge its own words; of several each with the name before it. */
function joinedNotes(all: readonly ScoredJudgment[]): Notes {
	const notes: Partial<Record<NoteName, string>> = {};
	for (const name of noteNames) {
		const said = all.flatMap(({ by, given }) => {
			const text = given.notes[name];
			return text === undefined ? [] : [all.length === 1 ? text : `${by}: ${text}`];
		});
		if (said.length > 0) notes[name] = said.join('\n');
	}
	return notes;
}

function byTime(a: ScoredJudgment, b: ScoredJudgment): number {
	const [one, other] = [
		[a.given.judged_at, a.by],
		[b.given.judged_at, b.by],
	];
	return String(one) < String(other) ? -1 : 1;
}
