import type { PlannedJudge } from './auto-judge';
import type { AutoJudgment } from './auto-judgment';
import { type AutoDetails, type KeptJudgment, type Scoring, withReplaced } from './kept-judgment';
import { autoPrefix, compositeOf, type Rubric, type Scores, scoreNames } from './rubric';

/**
 * What stands of an auto judge on a run when it has looked at it once more: its scores, or those from before where it
 * left the run unscored this time.
 * @param before what stood there; `undefined` where nothing did
 * @param computed the flags that the program has computed, which no auto judge is asked about
 */
export function keptAuto(
	rubric: Rubric,
	judge: Pick<PlannedJudge, 'kind' | 'hash' | 'evidence'>,
	judgment: AutoJudgment,
	before: KeptJudgment | undefined,
	computed: Scores,
): KeptJudgment {
	const at = new Date(judgment.judged_at).toISOString();
	const given = judgment.scores === null ? null : scoringOf(rubric, judgment, computed, at);
	const base = { by: judge.kind, tier: 'auto' as const, kind: judge.kind, repeats: [] };
	if (given === null) {
		const { reason, detail } = judgment.unscored ?? { reason: 'answer-unusable' as const, detail: '' };
		const stood = before ?? { ...base, given: null, replaced: [], auto: detailsOf(judge, judgment) };
		return { ...stood, unscored: { reason, detail, at } };
	}
	const isAgain = before?.given?.judged_at === at;
	const replaced = before === undefined ? [] : isAgain ? before.replaced : withReplaced(before);
	return { ...base, given, replaced, auto: detailsOf(judge, judgment) };
}

function scoringOf(rubric: Rubric, { scores, rationale }: AutoJudgment, computed: Scores, at: string): Scoring {
	const all: Scores = {};
	for (const name of scoreNames(rubric)) {
		const score = computed[name] ?? scores?.[name];
		if (score !== undefined) all[name] = score;
	}
	const notes = rationale === null ? {} : { rationale };
	return { scores: all, composite: compositeOf(rubric, all), judged_at: at, notes };
}

function detailsOf({ hash, evidence }: Pick<PlannedJudge, 'hash' | 'evidence'>, judgment: AutoJudgment): AutoDetails {
	const { spread, requests, prompt_tokens, output_tokens, prompt_eval_s, cost, estimated, answered_by } = judgment;
	return {
		...{ hash, evidence, spread, requests, prompt_tokens, output_tokens, prompt_eval_s, cost },
		...(estimated !== undefined && { estimated }),
		...(answered_by !== undefined && { answered_by }),
	};
}

/**
 * The metrics of an auto judge's work on a run: what it took, and its scores where they stand beside those that count.
 * @param counts whether its scores are the ones that count
 */
export function autoMetrics(judgment: AutoJudgment, kept: KeptJudgment, counts: boolean): Scores {
	const { requests, prompt_tokens, output_tokens, prompt_eval_s, cost, spread } = judgment;
	const apart = Object.values(spread);
	const taken = {
		requests,
		prompt_tokens,
		output_tokens,
		cost,
		...(prompt_eval_s !== null && { prompt_eval_s }),
		...(apart.length > 0 && { spread: Math.max(...apart) }),
	};
	const isScored = judgment.scores !== null && kept.given !== null;
	const beside = isScored && !counts ? { ...kept.given.scores, composite: kept.given.composite } : {};
	return Object.fromEntries(Object.entries({ ...taken, ...beside }).map(([name, value]) => [autoPrefix + name, value]));
}
