/** The tiny models of the tests: random weights, half a megabyte each. */
export const tinyModels = ['tiny-a:latest', 'tiny-b:latest'] as const;

/** What the tiny models say, by chance: lists of five and of three, a numbered list, and (the second only) no list. */
export const tinyAnswers = [
	'["Pack the bags tonight.", "Write one list.", "Call before nine.", "Walk to the shop.", "Rest for ten minutes."]',
	'["Start with the shortest task.", "Put the phone away.", "Ask a friend to help."]',
	'1. Drink a glass of water.\n2. Open the windows.\n3. Sort the letters.',
	'I am not sure what to say about that',
] as const;

/** A tiny model that never ends by itself. */
export const babbler = 'tiny-babbler:latest';

/** Tokens of context that it can have: an answer ends where its context does, and this takes minutes. */
export const babblerContext = 120_000;

/** Where the global setup leaves the addresses for the test files. */
export const stackVariable = 'TIP_BENCH_TEST_STACK';

/** The real parts that the tests run against. */
export interface TestStack {
	readonly temporal: string;
	readonly temporalUi: string;
	/** The `temporal` command's path. */
	readonly temporalCommand: string;
	readonly mlflow: string;
	readonly ollama: string;
	readonly stateDir: string;
}

/** The parts that are up for this test run. */
export function testStack(): TestStack {
	return JSON.parse(process.env[stackVariable] ?? '') as TestStack;
}

/** The variables by which a worker or a command finds the parts that all tests share. */
export function stackVariables(stack: TestStack): Readonly<Record<string, string>> {
	const { temporal, mlflow, ollama, stateDir } = stack;
	return { TEMPORAL_ADDRESS: temporal, MLFLOW_TRACKING_URI: mlflow, OLLAMA_HOST: ollama, TIP_BENCH_STATE: stateDir };
}
