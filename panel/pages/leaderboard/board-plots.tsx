import { useMemo } from 'react';
import type { Leaderboard } from '../../../domain/ranking/leaderboard';
import { leftOutWords, mostShown } from '../../../report/page/limits';
import { namedRows } from '../../../report/page/named-rows';
import { compositePlot } from '../../../report/plots/composite';
import { frontPlot } from '../../../report/plots/front';
import { heatMapPlot } from '../../../report/plots/heat-map';
import type { Grid } from '../../api/grid';
import { Plot } from '../../parts/plot';
import { scenarioMeans } from './grid-means';

interface BoardPlotsProps {
	readonly board: Leaderboard;
	/** Not there before it was read. */
	readonly grid: Grid | undefined;
}

/** The ranking drawn, by the plots of the report. */
export function BoardPlots({ board, grid }: BoardPlotsProps) {
	const all = useMemo(() => namedRows(board).filter(({ row }) => row.composite !== null), [board]);
	const rows = all.slice(0, mostShown.rows);
	if (rows.length === 0) return null;
	const left = leftOutWords(rows.length, all.length, 'row') ?? '';
	return (
		<>
			<h2>Composites</h2>
			<Plot
				caption={`Full: may be the best. An interval is of its row alone: rows whose intervals overlap may still differ. ${left}`}
				draw={(width) =>
					compositePlot(
						rows.map(({ row, plot }) => ({
							row: plot,
							composite: row.composite,
							interval: row.composite_interval.value,
							scenarios: row.scenarios,
						})),
						width,
					)
				}
			/>
			{rows.some(({ row }) => row.latency_s !== null) && (
				<>
					<h2>Quality against latency</h2>
					<Plot
						caption="Full: on the front, so that no other row is at least as good and as fast, and better in one of both."
						draw={(width) =>
							frontPlot(
								rows.map(({ row, plot }) => ({
									row: plot,
									composite: row.composite,
									latency: row.latency_s,
									onFront: row.on_front,
								})),
								width,
							)
						}
					/>
				</>
			)}
			{grid !== undefined && grid.scenarios.length > 0 && (
				<>
					<h2>Scenario by scenario</h2>
					<Plot
						caption="The mean composite of each row in each scenario: a column that is low throughout is hard for all."
						draw={(width) => {
							const scenarios = grid.scenarios.slice(0, mostShown.scenarios);
							const scores = rows.map(({ row }) =>
								scenarioMeans(grid, row.model, row.prompt).slice(0, scenarios.length),
							);
							return heatMapPlot({ rows: rows.map(({ plot }) => plot), scenarios, scores }, width);
						}}
					/>
				</>
			)}
		</>
	);
}
