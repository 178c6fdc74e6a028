import { clipText } from '../../domain/clip';
import { answerSchema, mostAnswerTokens } from '../../domain/judging/auto/answer-schema';
import type { ModelAnswer, ModelQuestion } from '../../domain/judging/auto/model-answer';
import { type AutoItem, askedOf, questionItem, questionPrefix } from '../../domain/judging/auto/question';
import { readAnswer } from '../../domain/judging/auto/read-answer';
import { middleScores, spreadOf } from '../../domain/judging/auto/samples';
import type { AutoJudge } from '../../domain/judging/auto-judge';
import type { AutoJudgment, UnscoredReason } from '../../domain/judging/auto-judgment';
import type { Rubric, Scores } from '../../domain/judging/rubric';
import type { RubricRule } from '../../domain/judging/rubric-rule';
import { createTally, type Tally } from './tally';

/** Who judges, by what. */
export interface JudgeBy {
	readonly judge: AutoJudge;
	readonly rubric: Rubric;
	/** `null` where the rubric has none. */
	readonly rule: RubricRule | null;
}

/** How a model is asked; see `ask-ollama.ts` and `endpoint/ask.ts`. */
export type AskModel = (question: ModelQuestion) => Promise<ModelAnswer>;

/** What came of one sample. */
type Sample =
	| { readonly scores: Scores; readonly words: string | null }
	| { readonly reason: UnscoredReason; readonly detail: string };

const longestRationale = 8_000;

/**
 * Has a judge score one run: as many samples as its file says, each asked once more where its answer cannot be used.
 * @param item with at least one candidate
 * @returns the middle of each score over the samples; unscored where half of them or more could not be used
 * @throws what asking throws: then nothing of this run is known
 */
export async function judgeRun(by: JudgeBy, runId: string, item: AutoItem, ask: AskModel): Promise<AutoJudgment> {
	const { judge, rubric } = by;
	const tally = createTally(judge);
	const samples: Sample[] = [];
	for (let seed = 0; seed < judge.samples && !isLost(samples, judge.samples); seed += 1) {
		samples.push(await takeSample(by, item, seed, ask, tally));
	}
	const scored = samples.flatMap((sample) => ('scores' in sample ? [sample] : []));
	const scores = scored.map((sample) => sample.scores);
	const lost = isLost(samples, judge.samples) ? samples.find((sample) => 'reason' in sample) : undefined;
	return {
		run_id: runId,
		scores: lost === undefined ? middleScores(scores) : null,
		unscored: lost === undefined ? null : { reason: lost.reason, detail: clipText(lost.detail, 500) },
		spread:
			lost === undefined
				? spreadOf(
						scores,
						rubric.dimensions.map(({ name }) => name),
					)
				: {},
		rationale: lost === undefined ? rationaleOf(scored.map(({ words }) => words)) : null,
		...tally.sums(),
		judged_at: Date.now(),
	};
}

/** Whether no more than half of all samples can still be used; what does not fit does so with no seed. */
function isLost(samples: readonly Sample[], all: number): boolean {
	const reasons = samples.flatMap((sample) => ('reason' in sample ? [sample.reason] : []));
	return reasons.length * 2 >= all || reasons.includes('too-long');
}

async function takeSample(by: JudgeBy, item: AutoItem, seed: number, ask: AskModel, tally: Tally): Promise<Sample> {
	const first = await askOnce(by, item, seed, ask, tally, null);
	if (!('wrong' in first)) return first;
	const second = await askOnce(by, item, seed, ask, tally, first.wrong);
	if (!('wrong' in second)) return second;
	return { reason: 'answer-unusable', detail: `${first.wrong}; asked again: ${second.wrong}` };
}

async function askOnce(
	{ judge, rubric, rule }: JudgeBy,
	item: AutoItem,
	seed: number,
	ask: AskModel,
	tally: Tally,
	wrong: string | null,
): Promise<Sample | { readonly wrong: string }> {
	const asked = askedOf(judge, rubric, rule);
	const count = item.candidates.length;
	const question = {
		prefix: questionPrefix(asked),
		item: questionItem(item, wrong),
		schema: answerSchema(asked, count, judge.api === 'ollama'),
		temperature: judge.temperature,
		seed,
		most_tokens: judge.answer_tokens ?? mostAnswerTokens(asked, count),
	};
	const answer = await ask(question);
	tally.add(question, answer);
	if (answer.kind === 'unusable') return { wrong: answer.detail };
	if (answer.kind !== 'text') return { reason: answer.kind, detail: answer.detail };
	const read = readAnswer(answer.text, asked, count);
	if (!('wrong' in read)) return read;
	return answer.cut ? { wrong: `it was cut after ${answer.output_tokens ?? question.most_tokens} tokens` } : read;
}

function rationaleOf(words: readonly (string | null)[]): string | null {
	const said = words.flatMap((each, at) => {
		if (each === null) return [];
		return words.length === 1 ? [each] : [`sample ${at + 1}\n${each}`];
	});
	return said.length === 0 ? null : clipText(said.join('\n\n'), longestRationale);
}
