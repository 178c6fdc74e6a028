import type { ConfigInput } from '../../domain/bench/config';
import { instantModel } from '../stage/stand-in';

const scenarios = 8;

/** A bench of so many cells for the stand-in's one model: one prompt, eight scenarios, as many repeats as it takes. */
export function instantBench(cells: number): ConfigInput {
	const repeats = Math.ceil(cells / scenarios);
	return { models: [instantModel], prompts: ['v1'], n_scenarios: scenarios, repeats };
}
