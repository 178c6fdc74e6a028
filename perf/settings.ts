/** The cells that everybody makes: 3 models × 2 prompts × 8 scenarios, answers cut at the same length. */
export const comparedCells = {
	models: ['perf-a:latest', 'perf-b:latest', 'perf-c:latest'],
	prompts: ['v1', 'v2-mentor'],
	n_scenarios: 8,
	temperature: 0.7,
	num_ctx: 4096,
	// The models never end by themselves, so each answer has exactly this many tokens, whatever its seed: about 1.2 s.
	num_predict: 600,
	seed: 4,
} as const;

/** How many cells that is. */
export const comparedCount = comparedCells.models.length * comparedCells.prompts.length * comparedCells.n_scenarios;

/** How often memory is looked at. Milliseconds. */
export const memoryEveryMs = 200;
