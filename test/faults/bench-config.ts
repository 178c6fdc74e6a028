import type { Config } from '../../domain/bench/config';
import { shortRubric } from '../../testbed/short-rubric';
import { benchModels, judgeModel } from './models';

/** The auto judge of all benches. */
export const judgeKind = `ollama/${judgeModel.name}`;

/** What a bench is at while it can be harmed. */
export type BenchPhase = 'collecting' | 'judging';

/** The keys of a bench's input that the fault run sets. */
export type FaultBenchConfig = Pick<
	Config,
	'models' | 'prompts' | 'n_scenarios' | 'repeats' | 'num_predict' | 'seed' | 'experiment' | 'rubric' | 'judge_kind'
>;

/** How large the benches are. */
export interface BenchSize {
	readonly scenarios: number;
	readonly repeats: number;
	/** Most tokens an answer has: what makes a cell last. */
	readonly tokens: number;
}

/** The input of the run's bench of a number, from 1: its own experiment and seed, most models in common with the next. */
export function benchConfig(runSeed: number, number: number, size: BenchSize): FaultBenchConfig {
	const names = benchModels.map(({ name }) => name);
	return {
		// They begin with different ones, and every second one leaves one out.
		models: number % 2 === 1 ? names : names.slice(1).reverse(),
		prompts: ['v1', 'v2-mentor'],
		n_scenarios: size.scenarios,
		repeats: size.repeats,
		num_predict: size.tokens,
		// Each bench's own, so that a request to Ollama tells which bench it is for.
		seed: runSeed * 1000 + number,
		experiment: `faults-${runSeed}-${number}`,
		rubric: shortRubric,
		judge_kind: ['claude-code', judgeKind],
	};
}

/**
 * The cells that an input means, as the status names them.
 * @param scenarios the names of all scenarios, in order
 */
export function plannedCells(config: FaultBenchConfig, scenarios: readonly string[]): string[] {
	const repeats = Array.from({ length: config.repeats }, (_, repeat) => repeat);
	return config.models.flatMap((model) =>
		config.prompts.flatMap((prompt) =>
			scenarios
				.slice(0, config.n_scenarios)
				.flatMap((scenario) => repeats.map((repeat) => plannedCellName(model, prompt, scenario, repeat))),
		),
	);
}

/** How a cell is named: `model × prompt × scenario`, with `#2` for the second repeat. */
export function plannedCellName(model: string, prompt: string, scenario: string, repeat: number): string {
	return `${model} × ${prompt} × ${scenario}${repeat === 0 ? '' : ` #${repeat + 1}`}`;
}
