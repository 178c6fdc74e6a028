import type { Grid } from '../../api/grid';

/** The mean composite of a row in each scenario, over its repeats; `null` where none was judged. */
export function scenarioMeans(grid: Grid, model: string, prompt: string): (number | null)[] {
	const at = grid.rows.findIndex((row) => row.model === model && row.prompt === prompt);
	return grid.scenarios.map((_, scenario) => {
		const scores = Array.from(
			{ length: grid.repeats },
			(_each, repeat) => grid.at(at, scenario * grid.repeats + repeat).composite,
		).filter((each) => each !== null);
		return scores.length === 0 ? null : scores.reduce((sum, each) => sum + each, 0) / scores.length;
	});
}
