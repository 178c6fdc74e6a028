import { z } from '@hono/zod-openapi';
import { TipBenchError } from '../../domain/errors';
import type { Change } from '../../domain/judging/give-judgment';
import { longestNote } from '../../domain/judging/notes';
import type { Rubric, Scores } from '../../domain/judging/rubric';
import { scalesOf } from '../../domain/judging/sitting/scales';
import { type RequestFault, ServerError } from '../../http/errors';
import { factsOf } from '../../judging/entry-of-run';
import { storeScores } from '../../judging/store-scores';
import { getRun } from '../../mlflow/decode-run';
import { type RunWithTexts, withTexts } from '../../mlflow/recorded-runs';
import { runsById } from '../../mlflow/search';
import type { ExperimentNow } from '../kept/experiment-now';

/** What a judge says of an item. */
export const givenSchema = z
	.strictObject({
		item: z.string().min(1).max(200).describe('its id'),
		by: z.string().describe('who scores'),
		scores: z
			.record(z.string().max(100), z.number())
			.describe('by dimension and flag; a computed flag may be left out'),
		note: z.string().max(longestNote).default(''),
		replace: z.boolean().default(false).describe('write over other scores that this judge has given it'),
	})
	.openapi('Given');

export type GivenScores = z.infer<typeof givenSchema>;

/**
 * Stores what a judge says of a run; doing it again changes nothing. What fails says nothing of the run.
 * @param by as it is kept
 * @throws TipBenchError JudgmentConflict where this judge has said something else, with both; RunDamaged, MlflowUnavailable,
 * MlflowRefused; ServerError RequestInvalid by key
 */
export async function giveScores(
	{ mlflow, experiment }: ExperimentNow,
	rubric: Rubric,
	runId: string,
	{ by, scores: given, note, replace }: GivenScores,
	now: number,
): Promise<Change> {
	try {
		const raw = (await runsById(mlflow, experiment.id, [runId])).get(runId);
		const found = raw === undefined ? null : withTexts(raw);
		if (found === null) throw gone();
		const { computed, closed } = factsOf(rubric, found);
		if (closed) throw invalid([{ key: 'item', message: closed }]);
		const scores = checkedScores(rubric, computed, given);
		const stored = { run_id: runId, scores, note: note.trim(), replace, by, judged_at: now };
		return await storeScores(mlflow, rubric, stored).catch(async (error: unknown) => {
			if (!(error instanceof TipBenchError && error.code === 'JudgmentConflict')) throw error;
			const current = withTexts(await getRun(mlflow, runId)) ?? found;
			throw conflict(current, by, scores);
		});
	} catch (error) {
		throw withoutRun(error, runId);
	}
}

/** All scores of a run: those that were given, and the computed flags of which nothing was said. */
function checkedScores(rubric: Rubric, computed: Scores, given: Readonly<Record<string, number>>): Scores {
	const { asked, computed: flags } = scalesOf(rubric);
	const scales = [...asked, ...flags];
	const faults: RequestFault[] = [];
	const scores: Scores = {};
	for (const { name, min, max } of scales) {
		const score = Object.hasOwn(given, name) ? given[name] : Object.hasOwn(computed, name) ? computed[name] : undefined;
		if (score === undefined) faults.push({ key: `scores.${name}`, message: `is missing: from ${min} to ${max}` });
		else if (!Number.isInteger(score) || score < min || score > max) {
			faults.push({ key: `scores.${name}`, message: `must be a whole number from ${min} to ${max}, but is ${score}` });
		} else scores[name] = score;
	}
	for (const name of Object.keys(given).filter((each) => !scales.some((scale) => scale.name === each))) {
		faults.push({ key: `scores.${name}`, message: `is none of ${rubric.name}` });
	}
	if (faults.length > 0) throw invalid(faults);
	return scores;
}

function invalid(faults: readonly RequestFault[]): ServerError {
	return new ServerError('RequestInvalid', faults.map(({ key, message }) => `${key}: ${message}`).join('\n'), {
		faults,
	});
}

/** Somebody has deleted it. */
function gone(): ServerError {
	return invalid([{ key: 'item', message: 'is no item of this experiment any more: ask for the next one' }]);
}

/** Both scores side by side, one a line, so that a judge can choose. */
function conflict(found: RunWithTexts, by: string, now: Scores): TipBenchError {
	const own = found.kept().judgments.find((each) => each.tier === 'lazy' && each.by === by);
	const before = own?.given?.scores ?? {};
	const lines = Object.entries(now).flatMap(([name, score]) =>
		before[name] === score ? [] : [`- scores.${name}: ${before[name] ?? 'none'} before, ${score} now`],
	);
	const notes = lines.length > 0 ? lines : ['- note: another one is there'];
	return new TipBenchError(
		'JudgmentConflict',
		[`${by} has scored this item before, and otherwise; those scores were left as they are:`, ...notes].join('\n'),
	);
}

/** The same failure, in words that do not tell which run it is about. */
function withoutRun(error: unknown, runId: string): unknown {
	if (!(error instanceof TipBenchError) || !error.message.includes(runId)) return error;
	return new TipBenchError(error.code, error.message.replaceAll(`run ${runId}`, 'this item').replaceAll(runId, 'it'), {
		cause: error.cause,
	});
}
