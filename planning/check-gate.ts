import type { ResolvedConfig } from '../domain/bench/plan';
import type { JudgeTiers } from '../domain/judging/judge-kinds';
import type { Rubric } from '../domain/judging/rubric';
import type { GateAsked } from '../domain/ranking/gate/gate-config';
import { noRow, rubricLacks } from '../domain/ranking/gate/gate-faults';
import { findRow } from '../domain/ranking/gate/gate-rows';
import type { GateRowName } from '../domain/ranking/gate/row-text';
import type { Mlflow } from '../mlflow/client';
import type { Experiment } from '../mlflow/experiments';
import { baselineExperiment, gateRows, hasRow } from '../mlflow/gate-rows';

/** What a bench will have when its gate is asked. */
export interface GateSetting {
	readonly config: Pick<ResolvedConfig, 'experiment' | 'gate'>;
	readonly rubric: Rubric;
	readonly judges: JudgeTiers;
	/** `null` where the bench is to make it. */
	readonly experiment: Experiment | null;
	/** The rows that the bench plans. */
	readonly planned: readonly GateRowName[];
}

/**
 * Checks a bench's gate before anything loads: that its rows are planned or there, and that rubric and judges can tell what
 * it is asked.
 * @returns the faults, each with its key, and what a person should know
 * @throws TipBenchError MlflowUnavailable or MlflowRefused
 */
export async function checkGate(
	mlflow: Mlflow,
	{ config, rubric, judges, experiment, planned }: GateSetting,
): Promise<{ readonly faults: readonly string[]; readonly notes: readonly string[] }> {
	const { gate: asked } = config;
	if (asked === undefined) return { faults: [], notes: [] };
	const faults = [
		...rubricLacks(asked, rubric),
		...tierFaults(asked, judges),
		...(await baselineFaults(mlflow, asked, { config, rubric, experiment, planned })),
		...(asked.candidate === undefined
			? []
			: await rowFaults(mlflow, 'candidate', asked.candidate, { config, experiment, planned })),
	];
	const untrusted = judges.lazy === null ? [untrustedNote] : [];
	return { faults: faults.map((each) => `gate.${each}`), notes: untrusted };
}

const untrustedNote =
	"gate: an auto judge's scores decide it only where the judge is trusted; else its answer is not enough evidence";

function tierFaults({ require_both }: GateAsked, { lazy, auto }: JudgeTiers): string[] {
	if (!require_both || (lazy !== null && auto !== null)) return [];
	return ['require_both: needs a lazy and an auto kind in judge_kind'];
}

type Rows = Pick<GateSetting, 'config' | 'experiment' | 'planned'>;

async function baselineFaults(
	mlflow: Mlflow,
	{ baseline, baseline_experiment: named }: GateAsked,
	rows: Rows & Pick<GateSetting, 'rubric'>,
): Promise<readonly string[]> {
	if (named === undefined || named === rows.config.experiment) return rowFaults(mlflow, 'baseline', baseline, rows);
	const elsewhere = await baselineExperiment(mlflow, named, rows.rubric);
	if ('faults' in elsewhere) return elsewhere.faults;
	return lacking(mlflow, 'baseline', baseline, { id: elsewhere.id, where: named, planned: [] });
}

async function rowFaults(mlflow: Mlflow, key: string, row: GateRowName, rows: Rows): Promise<readonly string[]> {
	const { config, experiment, planned } = rows;
	if (findRow(planned, row) !== undefined) return [];
	if (experiment === null) return [`${key}: ${noRow(row, planned, 'the bench')}`];
	return lacking(mlflow, key, row, { id: experiment.id, where: config.experiment, planned });
}

/** The whole experiment is read only where there is nothing to be found quickly. */
async function lacking(
	mlflow: Mlflow,
	key: string,
	row: GateRowName,
	{ id, where, planned }: { readonly id: string; readonly where: string; readonly planned: readonly GateRowName[] },
): Promise<readonly string[]> {
	if (await hasRow(mlflow, id, row)) return [];
	const rows = [...planned, ...(await gateRows(mlflow, id))];
	return findRow(rows, row) === undefined ? [`${key}: ${noRow(row, rows, where)}`] : [];
}
