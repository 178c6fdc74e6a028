import type { RecordedRun } from '../domain/bench/recorded-run';
import { TipBenchError } from '../domain/errors';
import { type Rubric, rubricFaults } from '../domain/judging/rubric';
import { nameHint } from '../domain/nearest-name';
import { createGateRows, type GateJudges, type SeenRow } from '../domain/ranking/gate/gate-rows';
import type { GateRowName } from '../domain/ranking/gate/row-text';
import type { Mlflow } from './client';
import { gateFactsOf, recordedRunOf } from './decode-run';
import { findExperiment, listExperiments } from './experiments';
import { filterText, type ScanWatch, scanRawRuns } from './search';

/**
 * The rows of an experiment as a gate reads them, in the order of their names.
 * @param judges learns which auto judges are contestants
 * @param seenAs as what each run is read
 * @throws TipBenchError MlflowUnavailable or MlflowRefused
 */
export async function gateRows(
	mlflow: Mlflow,
	experimentId: string,
	watch: ScanWatch = {},
	judges?: GateJudges,
	seenAs: (run: RecordedRun) => RecordedRun = (run) => run,
): Promise<SeenRow[]> {
	const rows = createGateRows(judges);
	for await (const raw of scanRawRuns(mlflow, experimentId, watch)) {
		const run = recordedRunOf(raw);
		if (run !== null) rows.add(seenAs(run), gateFactsOf(raw));
	}
	return rows.rows();
}

/**
 * Whether an experiment has a committed run of a row. It takes a request where the run says so as ours do.
 * @throws TipBenchError MlflowUnavailable or MlflowRefused
 */
export async function hasRow(mlflow: Mlflow, experimentId: string, { model, prompt }: GateRowName): Promise<boolean> {
	const [asModel, asPrompt] = [filterText(model), filterText(prompt)];
	if (asModel === null || asPrompt === null) return false;
	const filter = `params.model = ${asModel} AND params.prompt_version = ${asPrompt}`;
	for await (const raw of scanRawRuns(mlflow, experimentId, { filter, pageSize: 5 }))
		if (recordedRunOf(raw) !== null) return true;
	return false;
}

/**
 * The experiment that a baseline stands in, or why it cannot be that.
 * @throws TipBenchError MlflowUnavailable or MlflowRefused
 */
export async function baselineExperiment(
	mlflow: Mlflow,
	name: string,
	rubric: Pick<Rubric, 'name' | 'hash'>,
): Promise<{ readonly id: string } | { readonly faults: readonly string[] }> {
	const asFaults = (faults: readonly string[]) => ({ faults: faults.map((each) => `baseline_experiment: ${each}`) });
	try {
		const found = await findExperiment(mlflow, name);
		if (found === null) {
			const names = (await listExperiments(mlflow)).map((each) => each.name);
			return asFaults([`no experiment ${name}; ${nameHint(name, names, 'MLflow has none yet')}`]);
		}
		const faults = rubricFaults(name, found.tags, rubric);
		return faults.length === 0 ? { id: found.id } : asFaults(faults);
	} catch (error) {
		if (error instanceof TipBenchError && error.code === 'ExperimentDeleted') return asFaults([error.message]);
		throw error;
	}
}
