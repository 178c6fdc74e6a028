import { findBench } from '../client/find-bench';
import { queryStatus } from '../client/temporal';
import { waitAtMost } from '../machine/wait-at-most';
import type { FailedCells } from '../report/failed-cells';
import type { Places } from './places';

/** The ranking comes from MLflow alone: it does not wait longer than this for what only a bench knows. */
const patienceMs = 2_000;

/** The cells that the newest bench on an experiment has given up, where Temporal and a worker are there to tell. */
export async function failedCellsOf(places: Places, experiment: string): Promise<FailedCells | undefined> {
	return waitAtMost(
		patienceMs,
		ask(places, experiment).catch(() => undefined),
	);
}

async function ask(places: Places, experiment: string): Promise<FailedCells | undefined> {
	const client = await places.temporal();
	const status = await queryStatus(client, (await findBench(client, experiment)).id);
	if (status === null || status.cells.failed === 0) return undefined;
	return { cells: status.cells.failed, reasons: status.reasons.failed };
}
