import type { RecordedRun } from '../../domain/bench/recorded-run';
import { TipBenchError } from '../../domain/errors';
import { onScale } from '../../domain/judging/on-scale';
import type { OwnJudge } from '../../domain/judging/own-judges';
import type { Rubric } from '../../domain/judging/rubric';
import type { GateAsked } from '../../domain/ranking/gate/gate-config';
import { noRow, rubricLacks } from '../../domain/ranking/gate/gate-faults';
import { createGateJudges, emptyRow, findRow, type SeenRow } from '../../domain/ranking/gate/gate-rows';
import { type GateRowName, isSameRow } from '../../domain/ranking/gate/row-text';
import type { Mlflow } from '../../mlflow/client';
import { baselineExperiment, gateRows } from '../../mlflow/gate-rows';
import type { ScanWatch } from '../../mlflow/search';

/** Of what a gate is asked. */
export interface GateOf {
	readonly at: { readonly experiment: string; readonly experiment_id: string };
	readonly rubric: Rubric;
	readonly asked: GateAsked;
	/** Whether a row without a run is one that nobody has scored, as where all its cells failed, and no fault. */
	readonly mayLack?: boolean;
}

/** What a gate compares. */
interface ReadGateRows {
	/** The baseline first. */
	readonly rows: readonly SeenRow[];
	/** Auto judges whose scores it uses and that are contestants. */
	readonly own_judges: readonly OwnJudge[];
}

/**
 * The rows that a gate compares: the baseline, then the candidate or, where none is named, all others.
 * @throws TipBenchError GateRefused with every fault; MlflowUnavailable or MlflowRefused
 */
export async function readGateRows(
	mlflow: Mlflow,
	{ at, asked, rubric, mayLack = false }: GateOf,
	watch: ScanWatch,
): Promise<ReadGateRows> {
	const { baseline, candidate, baseline_experiment: named = at.experiment } = asked;
	const faults = rubricLacks(asked, rubric);
	const isElsewhere = named !== at.experiment;
	const elsewhere = isElsewhere ? await baselineExperiment(mlflow, named, rubric) : { id: at.experiment_id };
	if ('faults' in elsewhere) throw refusal([...faults, ...elsewhere.faults]);
	const judges = createGateJudges();
	const asScaled = (run: RecordedRun) => onScale(run, rubric);
	const rows = await gateRows(mlflow, at.experiment_id, watch, judges, asScaled);
	const others = isElsewhere ? await gateRows(mlflow, elsewhere.id, watch, judges, asScaled) : rows;
	const find = (key: string, from: readonly SeenRow[], name: GateRowName, where: string) => {
		const found = findRow(from, name);
		if (found === undefined && !mayLack) faults.push(`${key}: ${noRow(name, from, where)}`);
		return found ?? emptyRow(name);
	};
	const base = find('baseline', others, baseline, named);
	const own = candidate === undefined ? undefined : find('candidate', rows, candidate, at.experiment);
	if (faults.length > 0) throw refusal(faults);
	const compared = [base, ...(own === undefined ? rows.filter((row) => isElsewhere || !isSameRow(row, base)) : [own])];
	return { rows: compared, own_judges: (asked.require_both ? judges.all : judges.counting).all() };
}

function refusal(faults: readonly string[]): TipBenchError {
	const [first = '', ...others] = faults;
	const text = others.length === 0 ? first : faults.map((each) => `- ${each}`).join('\n');
	return new TipBenchError('GateRefused', text);
}
