import { createCellKeys } from '../../domain/bench/cell-keys';
import { addReason, type ReasonCounts } from '../../domain/bench/reasons';
import type { RecordedRun } from '../../domain/bench/recorded-run';
import { TipBenchError } from '../../domain/errors';
import { beforeJudging, type Output } from '../../domain/judging/before-judging';
import type { JudgeTiers } from '../../domain/judging/judge-kinds';
import { type Lack, lackFaults, lackOf } from '../../domain/judging/rejudge';
import { keptFlags, type Rubric } from '../../domain/judging/rubric';
import { type CarriedOutput, candidatesIn } from '../../mlflow/carried-output';
import type { Mlflow } from '../../mlflow/client';
import { recordedRunOf } from '../../mlflow/decode-run';
import type { RawRun } from '../../mlflow/run-schema';
import { type ScanWatch, scanRawRuns } from '../../mlflow/search';
import type { Copies } from './copies';

/** By what the outputs of an experiment are read. */
export interface OutputSource {
	readonly from: { readonly id: string; readonly name: string };
	/** By which they are to be scored. */
	readonly rubric: Rubric;
	/** The rubric that they were scored by; `null` where its file is not there any more. */
	readonly former: Rubric | null;
	/** Who is to judge; `null` for whoever each run waited for. */
	readonly judges: JudgeTiers | null;
}

/** The outputs of an experiment, one a cell. */
export interface Outputs {
	readonly all: number;
	/** Those that a judge is to score. */
	readonly to_judge: number;
	/** Those with no candidate: the rule scores them. */
	readonly by_rule: number;
	/** How many say nothing about their prompt, by reason. */
	readonly invalid: ReasonCounts;
	/** Who is to judge. */
	readonly judge_kinds: readonly string[];
	/** The runs of those that are not in the new experiment yet, the oldest first. */
	readonly missing: readonly string[];
}

/**
 * Reads all outputs of an experiment, and checks that the rubric can score each of them.
 * @throws TipBenchError RejudgeRefused with every fault; RunDamaged, MlflowUnavailable, MlflowRefused
 */
export async function findOutputs(
	mlflow: Mlflow,
	source: OutputSource,
	copies: Copies,
	watch: ScanWatch,
): Promise<Outputs> {
	const keys = createCellKeys();
	const [missing, kinds] = [[] as string[], new Set<string>()];
	const lacking = new Map<Lack, string[]>();
	let [all, to_judge, by_rule, invalid] = [0, 0, 0, {} as ReasonCounts];
	for await (const raw of scanRawRuns(mlflow, source.from.id, watch)) {
		const run = recordedRunOf(raw);
		// Where a cell has two runs the earlier counts, here as in a ranking.
		if (run === null || (run.cell_key !== null && !keys.add(run.cell_key))) continue;
		const { candidates, ...facts } = factsOf(raw, run, source.former);
		const lack = lackOf(source.rubric, { candidates, ...facts });
		if (lack !== null) listIn(lacking, lack).push(run.run_id);
		all += 1;
		if (run.invalid !== null) invalid = addReason(invalid, run.invalid);
		else if (candidates?.length === 0) by_rule += 1;
		else to_judge += 1;
		for (const kind of kindsOf(source.judges ?? tiersOfRun(run))) kinds.add(kind);
		if (!copies.has(run)) missing.push(run.run_id);
	}
	if (all === 0)
		throw new TipBenchError('RejudgeRefused', `${source.from.name} has no outputs yet: no run of it is whole`);
	if (lacking.size > 0) throw new TipBenchError('RejudgeRefused', lackFaults(source.rubric, lacking).join('\n'));
	return { all, to_judge, by_rule, invalid, judge_kinds: [...kinds].sort(), missing };
}

function listIn(lists: Map<Lack, string[]>, lack: Lack): string[] {
	const list = lists.get(lack) ?? [];
	lists.set(lack, list);
	return list;
}

/**
 * An output as it is put into the new experiment; `null` for a run that is not committed any more.
 * @throws TipBenchError RunDamaged
 */
export function carriedOf(raw: RawRun, { from, rubric, former, judges }: OutputSource): CarriedOutput | null {
	const run = recordedRunOf(raw);
	if (run === null) return null;
	const { candidates, ...facts } = factsOf(raw, run, former);
	const output: Output = { candidates: candidates ?? [], ...facts };
	return { raw, from, output, rubric, judges: judges ?? tiersOfRun(run), ...beforeJudging(rubric, output) };
}

function factsOf(raw: RawRun, run: RecordedRun, former: Rubric | null) {
	return { candidates: candidatesIn(raw), askedFormat: askedFormatOf(run, former), invalid: run.invalid };
}

/** Runs of the former harness say it by the flag alone that its rubric computed of that. */
function askedFormatOf({ metrics }: RecordedRun, former: Rubric | null): boolean | null {
	const flag = former?.flags.find(({ rule }) => rule === 'asked-format')?.name;
	const value =
		metrics.asked_format ?? (former === null || flag === undefined ? undefined : keptFlags(former, metrics)[flag]);
	return value === undefined ? null : value === 1;
}

/** Whom a run that says nothing waits for. */
const usualKind = 'claude-code';

function tiersOfRun({ auto, judge_kinds }: RecordedRun): JudgeTiers {
	const lazy = auto?.counts ? null : judge_kinds.join(',') || usualKind;
	return { lazy, auto: auto?.kind ?? null };
}

function kindsOf({ lazy, auto }: JudgeTiers): string[] {
	return [lazy, auto].filter((kind) => kind !== null);
}
