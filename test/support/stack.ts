/** The tiny models of the tests: random weights, half a megabyte each. */
export const tinyModels = ['tiny-a:latest', 'tiny-b:latest'] as const;

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
