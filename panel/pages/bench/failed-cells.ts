import { cellName } from '../../../domain/bench/cell-name';
import type { BenchAnswer } from '../../api/answers';
import { type Grid, type GridCell, missing } from '../../api/grid';
import { cellsCome } from './phases';

/** The grid with what its bench has given up: a cell that is to come, while nothing comes any more, has failed or is not there. */
export function withFailed(grid: Grid, bench: Pick<BenchAnswer, 'state' | 'status'> | undefined): Grid {
	if (bench === undefined) return grid;
	const { state, status } = bench;
	const named = new Map((status?.failed_cells ?? []).map(({ cell, reason }) => [cell, failedCell(reason)]));
	const isCollecting = state === 'RUNNING' && (status === null || cellsCome(status.phase));
	// A bench that was cancelled has left others too.
	const allFailed = status !== null && !cellsCome(status.phase) && status.cells.failed > 0;
	const at = (row: number, column: number): GridCell => {
		const cell = grid.at(row, column);
		if (cell.state !== 'to-come') return cell;
		const given = named.get(nameAt(grid, row, column));
		if (given !== undefined) return given;
		return isCollecting ? cell : allFailed ? unnamed : missing;
	};
	return { ...grid, at };
}

function failedCell(reason: string): GridCell {
	return { ...missing, state: 'failed', reason };
}

const unnamed = failedCell('its reason is one of those above: only the first hundred cells are named');

function nameAt({ rows, scenarios, repeats }: Grid, row: number, column: number): string {
	const { model = '', prompt = '' } = rows[row] ?? {};
	const scenario = scenarios[Math.floor(column / repeats)] ?? '';
	return cellName({
		...{ model: { name: model }, prompt: { name: prompt }, scenario: { name: scenario } },
		repeat: column % repeats,
	});
}
