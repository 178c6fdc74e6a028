import { z } from 'zod';
import { TipBenchError } from '../domain/errors';
import { isUnscored, type JudgeEntry, type JudgeFile } from '../domain/judging/judge-file';
import type { Rubric } from '../domain/judging/rubric';
import { trialJudge } from '../domain/ranking/leaderboard';
import { askForJson } from '../ollama/ask-for-json';
import type { Ollama } from '../ollama/client';
import { listModels } from '../ollama/models';
import { keepAliveSeconds, makeResident } from '../ollama/residency';
import { unloadOne } from '../ollama/resident';
import { createTurns } from '../ollama/turn';

/** What the trial judge is told and asked with. */
export interface TrialOptions {
	/** Takes one line when somebody else is using this Ollama. */
	readonly say: (line: string) => void;
	readonly onProgress: (done: number, all: number) => void;
	readonly signal: AbortSignal;
}

/** Tokens: the same for each question, so that the model is loaded once. */
const context = 4096;

/**
 * Fills in a judge file by asking a small model, to try the tool out: its scores are no evidence. Decoding is held to
 * the rubric's ranges, so that every answer is in range whatever the model makes of the question. Each question takes its
 * turn at the Ollama and makes the model the only resident one, as a cell does.
 * @throws TipBenchError ModelNotFound, and what the Ollama client throws
 * @throws the signal's reason when it is aborted
 */
export async function judgeOnTrial(
	ollama: Ollama,
	name: string,
	rubric: Rubric,
	file: JudgeFile,
	{ say, onProgress, signal }: TrialOptions,
): Promise<JudgeFile> {
	const model = (await listModels(ollama, signal)).find((each) => each.name === name);
	if (model === undefined)
		throw new TipBenchError('ModelNotFound', `Ollama at ${ollama.url} does not have \`${name}\``);
	const turns = createTurns(say);
	const inTurn = <T>(work: () => Promise<T>) => turns.take(ollama.url, signal, work);
	const runs: JudgeEntry[] = [];
	for (const entry of file.runs) {
		onProgress(runs.length, file.runs.length);
		const scored = async () => {
			await makeResident(ollama, model, context, signal);
			return scoreEntry(ollama, name, rubric, entry, signal);
		};
		runs.push(isUnscored(entry, rubric) ? await inTurn(scored) : entry);
	}
	await inTurn(() => unloadOne(ollama, model.digest, signal));
	return { ...file, by: `${trialJudge}: ${name}`, runs };
}

async function scoreEntry(
	ollama: Ollama,
	model: string,
	rubric: Rubric,
	entry: JudgeEntry,
	signal: AbortSignal,
): Promise<JudgeEntry> {
	const asked = Object.fromEntries([
		...rubric.dimensions.map(({ name, min, max }) => [name, { type: 'integer', enum: wholeNumbers(min, max) }]),
		...rubric.flags
			.filter(({ rule }) => rule === undefined)
			.map(({ name }) => [name, { type: 'integer', enum: [0, 1] }]),
	]);
	const names = Object.keys(asked);
	const answer = await askForJson(ollama, {
		model,
		prompt: trialPrompt(rubric, entry, names),
		format: { type: 'object', properties: asked, required: names, additionalProperties: false },
		seed: 0,
		num_predict: 20 * names.length,
		num_ctx: context,
		keepAliveSeconds,
		signal,
	});
	const scores = z.record(z.string(), z.number()).safeParse(answer);
	// An answer that was cut leaves the entry to be scored another time.
	return scores.success ? { ...entry, scores: { ...entry.scores, ...scores.data } } : entry;
}

function trialPrompt(rubric: Rubric, { scenario, candidates }: JudgeEntry, names: readonly string[]): string {
	const scales = rubric.dimensions.map(({ name, min, max }) => `${name} (${min} worst, ${max} best)`).join(', ');
	return [
		`Score these candidates: ${scales}.`,
		// As JSON, so that line breaks or instructions of a text stay inside their quotes.
		`For: ${JSON.stringify(scenario ?? {})}`,
		`Candidates: ${JSON.stringify(candidates)}`,
		`Answer with one JSON object with the keys ${names.join(', ')}.`,
		'JSON:',
	].join('\n');
}

function wholeNumbers(min: number, max: number): number[] {
	return Array.from({ length: max - min + 1 }, (_each, at) => min + at);
}
