import type { CellAnswer, GivenConfig } from '../../api/answers';
import type { Grid } from '../../api/grid';
import type { Filled } from './commands';
import { defaultText } from './groups';

/** Params of a run that are keys of a config, as they are called there. */
const told = {
	n_tips: 'n_tips',
	temperature: 'temperature',
	num_ctx: 'num_ctx',
	num_predict: 'num_predict',
	base_seed: 'seed',
};

/** The run of any cell: all of an experiment's were asked with the same settings, as a rule. */
export function anyRun(grid: Grid): string | null {
	for (let row = 0; row < grid.rows.length; row += 1) {
		for (let column = 0; column < grid.scenarios.length * grid.repeats; column += 1) {
			const { run_id } = grid.at(row, column);
			if (run_id !== null) return run_id;
		}
	}
	return null;
}

/** The form of a bench like another, by the keys that were given to that one. */
export function againAs(experiment: string, { config }: Pick<GivenConfig, 'config'>): Filled {
	const { experiment: _former, ...given } = config;
	return { experiment: `${experiment}-again`, ...Object.fromEntries(Object.entries(given).map(writtenKey)) };
}

function writtenKey([key, value]: [string, GivenConfig['config'][string]]): [string, string] {
	return [key, defaultText({ default: value })];
}

/**
 * The form of a bench like that of an experiment, as far as its cells tell.
 * @param cell one of them; `null` where it could not be read
 */
export function againLike(experiment: string, grid: Grid, cell: CellAnswer | null): Filled {
	const list = (of: 'model' | 'prompt') => [...new Set(grid.rows.map((row) => row[of]))].join(',');
	const settings = Object.entries(told).flatMap(([param, key]) => {
		const value = cell?.params[param];
		return value === undefined ? [] : [[key, value] as const];
	});
	return {
		...{ experiment: `${experiment}-again`, models: list('model'), prompts: list('prompt') },
		...(grid.scenarios.length > 0 && { n_scenarios: String(grid.scenarios.length) }),
		...(grid.repeats > 1 && { repeats: String(grid.repeats) }),
		...(cell !== null && cell.run.judge_kinds.length > 0 && { judge_kind: cell.run.judge_kinds.join(',') }),
		...Object.fromEntries(settings),
	};
}
