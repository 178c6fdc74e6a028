import { z } from 'zod';
import { isUnscored, type JudgeEntry, type JudgeFile } from '../domain/judging/judge-file';
import type { Rubric } from '../domain/judging/rubric';
import { trialJudge } from '../domain/ranking/leaderboard';
import { askForJson } from '../ollama/ask-for-json';
import type { Ollama } from '../ollama/client';
import { unloadOthers } from '../ollama/resident';

/** What the trial judge may be told and asked with. */
export interface TrialOptions {
	readonly onProgress?: (done: number, all: number) => void;
	readonly signal?: AbortSignal;
}

/**
 * Fills in a judge file by asking a small model, to try the tool out: its scores are no evidence. Decoding is held to
 * the rubric's ranges, so that every answer is in range whatever the model makes of the question.
 * @throws TipBenchError what the Ollama client throws
 */
export async function judgeOnTrial(
	ollama: Ollama,
	model: string,
	rubric: Rubric,
	file: JudgeFile,
	{ onProgress, signal }: TrialOptions = {},
): Promise<JudgeFile> {
	const runs: JudgeEntry[] = [];
	for (const entry of file.runs) {
		onProgress?.(runs.length, file.runs.length);
		runs.push(isUnscored(entry, rubric) ? await scoreEntry(ollama, model, rubric, entry, signal) : entry);
	}
	await unloadOthers(ollama, null, signal);
	return { ...file, by: `${trialJudge}: ${model}`, runs };
}

async function scoreEntry(
	ollama: Ollama,
	model: string,
	rubric: Rubric,
	entry: JudgeEntry,
	signal: AbortSignal | undefined,
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
		...(signal === undefined ? {} : { signal }),
	});
	const scores = z.record(z.string(), z.number()).safeParse(answer);
	// An answer that was cut leaves the entry to be scored another time.
	return scores.success ? { ...entry, scores: { ...entry.scores, ...scores.data } } : entry;
}

function trialPrompt(rubric: Rubric, { scenario, candidates }: JudgeEntry, names: readonly string[]): string {
	const scales = rubric.dimensions.map(({ name, min, max }) => `${name} (${min} worst, ${max} best)`).join(', ');
	return [
		`Score these tips: ${scales}.`,
		`For: ${scenario?.persona ?? 'a person'}`,
		// As JSON, so that a tip's own line breaks or instructions stay inside their quotes.
		`Tips: ${JSON.stringify(candidates)}`,
		`Answer with one JSON object with the keys ${names.join(', ')}.`,
		'JSON:',
	].join('\n');
}

function wholeNumbers(min: number, max: number): number[] {
	return Array.from({ length: max - min + 1 }, (_each, at) => min + at);
}
