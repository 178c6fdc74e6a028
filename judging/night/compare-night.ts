import type { RecordedRun } from '../../domain/bench/recorded-run';
import { TipBenchError } from '../../domain/errors';
import { onScale } from '../../domain/judging/on-scale';
import { compositeRange, type Rubric } from '../../domain/judging/rubric';
import { alignRows, emptyRow, findRow, type SeenRow } from '../../domain/ranking/gate/gate-rows';
import type { GateRowName } from '../../domain/ranking/gate/row-text';
import { asAutoScored } from '../../domain/ranking/night/as-auto-scored';
import { decideNight } from '../../domain/ranking/night/decide-night';
import type { NightAsked } from '../../domain/ranking/night/night-config';
import {
	lookOfNight,
	type NightDocument,
	type NightInput,
	nightFormat,
} from '../../domain/ranking/night/night-document';
import type { Mlflow } from '../../mlflow/client';
import { baselineExperiment, gateRows } from '../../mlflow/gate-rows';
import { keepNight } from '../../mlflow/night-runs';
import type { ScanWatch } from '../../mlflow/search';
import { trustOfRows } from '../gate/trust';
import { trustIn } from '../kept-trust';

/** One seed for all nights: the same scores give the same answer. */
const seed = 0;

/** Which night, and what it is compared with. */
export interface NightOf {
	readonly at: { readonly experiment: string; readonly experiment_id: string };
	readonly rubric: Rubric;
	/** From which agreement with people its judge has earned trust. */
	readonly min_kappa: number;
	readonly asked: NightAsked;
	/** The rows that the night was to have. */
	readonly planned: readonly GateRowName[];
}

/** A comparison, and where it is kept. */
export interface ComparedNight {
	readonly document: NightDocument;
	readonly run_id: string;
}

/**
 * Compares a night with its pinned baseline, by the auto judge's scores alone, from MLflow alone, and keeps what came of it
 * in a run of its own in the night's experiment.
 * @param more `now` in milliseconds since 1970; `describe` makes the run's description
 * @throws TipBenchError GateRefused where the baseline is not there any more; MlflowUnavailable, MlflowRefused, RunDamaged
 */
export async function compareNight(
	mlflow: Mlflow,
	of: NightOf,
	{ now, describe }: { readonly now: () => number; readonly describe: (document: NightDocument) => string },
	watch: ScanWatch = {},
): Promise<ComparedNight> {
	const input = await readInput(mlflow, of, watch);
	const document = decideNight(input);
	const { verdict, experiment, asked } = document;
	const name = `night: ${verdict}: ${experiment} beside ${asked.baseline_experiment}`;
	const look = lookOfNight(input);
	const written = { name, look, verdict, document: JSON.stringify(document), description: describe(document) };
	const run_id = await keepNight(mlflow, of.at.experiment_id, { ...written, at: now() }, watch);
	return { document, run_id };
}

async function readInput(
	mlflow: Mlflow,
	{ at, rubric, min_kappa, asked, planned }: NightOf,
	watch: ScanWatch,
): Promise<NightInput> {
	const elsewhere = await baselineExperiment(mlflow, asked.baseline_experiment, rubric);
	if ('faults' in elsewhere) throw new TipBenchError('GateRefused', elsewhere.faults.join('\n'));
	const asRead = (run: RecordedRun) => asAutoScored(onScale(run, rubric));
	const tonight = await gateRows(mlflow, at.experiment_id, watch, undefined, asRead);
	const baseline = await gateRows(mlflow, elsewhere.id, watch, undefined, asRead);
	const absent = planned.filter((name) => findRow(tonight, name) === undefined);
	const names: readonly GateRowName[] = [...tonight, ...absent];
	const { scenarios, pairs } = paired(names, tonight, baseline);
	const rows = pairs.flatMap((pair) => [pair.tonight, pair.baseline]).filter((row) => row !== null);
	const whose = { rubric_hash: rubric.hash, experiment_id: at.experiment_id };
	return {
		...{ format: nightFormat, asked, experiment: at.experiment, seed, scenarios, rows: pairs },
		rubric: { name: rubric.name, hash: rubric.hash, lowest_composite: compositeRange(rubric).low },
		trust: await trustOfRows(trustIn(mlflow, min_kappa), rows, whose),
		left_out: baseline
			.filter((row) => findRow(names, row) === undefined)
			.map(({ model, prompt }) => ({ model, prompt })),
	};
}

/** All rows of both by the same scenarios. */
function paired(
	names: readonly GateRowName[],
	tonight: readonly SeenRow[],
	baseline: readonly SeenRow[],
): Pick<NightInput, 'scenarios'> & { readonly pairs: NightInput['rows'] } {
	const sides = names.flatMap((name) => [findRow(tonight, name), findRow(baseline, name)]);
	const { scenarios, rows } = alignRows(
		{ require_both: false },
		sides.map((row, at) => row ?? emptyRow(names[Math.floor(at / 2)] as GateRowName)),
	);
	const pairs = names.map(({ model, prompt }, at) => {
		const side = (place: number) => (sides[place] === undefined ? null : (rows[place] ?? null));
		return { model, prompt, tonight: side(2 * at), baseline: side(2 * at + 1) };
	});
	return { scenarios, pairs };
}
