/** The cells that everybody makes: 3 models × 2 prompts × 8 scenarios, answers cut at the same length. */
export const comparedCells = {
	models: ['perf-a:latest', 'perf-b:latest', 'perf-c:latest'],
	prompts: ['v1', 'v2-mentor'],
	n_scenarios: 8,
	temperature: 0.7,
	num_ctx: 4096,
	// The models never end by themselves, so each answer has exactly this many tokens, whatever its seed: about 2 s, which
	// is what a model of 3B parameters takes for 160 tokens at 80 a second.
	num_predict: 1_600,
	seed: 4,
} as const;

/** How many cells that is. */
export const comparedCount = comparedCells.models.length * comparedCells.prompts.length * comparedCells.n_scenarios;

/** The same of one model, one prompt and one scenario, with answers of so many tokens. */
export function oneComparedCell(num_predict: number) {
	return { ...comparedCells, models: comparedCells.models.slice(0, 1), prompts: ['v1'], n_scenarios: 1, num_predict };
}

/**
 * How often memory is looked at, in milliseconds. Seldom: while Linux adds up what a process holds, some 10 ms, the process
 * may wait for it. Looks five times a second were seen to double the 95th percentile of idle time, 11 to 21 ms.
 */
export const memoryEveryMs = 3_000;

/** The judge that everybody asks, and the runs that it judges. */
export const comparedJudge = {
	kind: 'ollama/perf-judge:latest',
	model: 'perf-judge:latest',
	/** As a judge without a file has it. */
	context: 8192,
	/** Tokens that it has beside bytes: with them it takes the question in about 4,000, as models of words do. */
	pieces: 700,
	runs: 48,
} as const;
