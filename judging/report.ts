import { clipText } from '../domain/clip';
import { TipBenchError } from '../domain/errors';
import { isScored, type ScoredJudgment } from '../domain/judging/kept-judgment';
import { type Notes, noteNames } from '../domain/judging/notes';
import { onScale } from '../domain/judging/on-scale';
import { type Rubric, scoreNames } from '../domain/judging/rubric';
import type { JudgeWorth } from '../domain/ranking/agreement/judge-worth-schema';
import type { CellSample, ExperimentReport } from '../domain/ranking/experiment-report';
import type { GateDocument } from '../domain/ranking/gate/gate-document';
import type { Opinion } from '../domain/ranking/opinions';
import { type ChosenCell, createReport } from '../domain/ranking/report-runs';
import { askAhead } from '../mlflow/ask-ahead';
import type { Mlflow } from '../mlflow/client';
import { type RunWithTexts, scanRunTexts, withTexts } from '../mlflow/recorded-runs';
import { runsById, type ScanWatch } from '../mlflow/search';
import { readableCandidates } from './entry-of-run';
import { decidedGates } from './gate/decided-gates';
import { createTrust, type RunningTrust } from './judge-trust';
import { withTrust } from './kept-trust';

/** Characters of a cell that a report shows: of all its candidates together, and of each reason. */
const mostText = 4_000;
const mostReason = 1_000;
/** Rows whose cells are read; a page shows no more. */
const mostRows = 100;

/** A report, with what its judges are worth and the gates that were decided on it. */
export interface FullReport extends ExperimentReport {
	readonly worths: readonly JudgeWorth[];
	readonly decisions: readonly GateDocument[];
}

/**
 * All that a report tells of an experiment, as MLflow has it now: one scan, which keeps numbers, and then the texts of
 * three cells a row.
 * @throws TipBenchError MlflowUnavailable or MlflowRefused
 */
export async function reportExperiment(
	mlflow: Mlflow,
	at: { readonly experiment: string; readonly experiment_id: string },
	rubric: Rubric,
	{ minKappa, ...watch }: ScanWatch & { readonly minKappa?: number | undefined } = {},
): Promise<FullReport> {
	const report = createReport({ experiment: at.experiment, rubric });
	const trust = createTrust(rubric);
	for await (const found of scanRunTexts(mlflow, at.experiment_id, watch))
		if (report.add(found.run, found.made(), opinionsOf(found))) addTo(trust, found);
	// What MLflow is asked for comes while the rows are ranked, and while the judges' worth is computed.
	const decisions = decidedGates(mlflow, at.experiment_id, watch);
	await askAhead([decisions]);
	const chosen = report.chosen().slice(0, mostRows);
	const ids = chosen.flatMap(({ cells }) => cells.map(({ run_id }) => run_id));
	const [raw, board] = [
		runsById(mlflow, at.experiment_id, ids),
		withTrust(mlflow, report.board(), rubric.hash, minKappa),
	];
	await askAhead([raw, board]);
	const { worths } = trust.trust({ experiment: at.experiment, now: 0, minKappa });
	const texts = await raw;
	const told = report.report((cell) => {
		const run = texts.get(cell.run_id);
		const found = run === undefined ? null : withTexts(run);
		return found === null ? null : sampleOf(cell, found, rubric);
	});
	return { ...told, board: await board, worths, decisions: await decisions };
}

/** What a page cannot read of a run it does without. */
function addTo(trust: RunningTrust, found: RunWithTexts): void {
	try {
		trust.add(found);
	} catch (error) {
		if (!(error instanceof TipBenchError && error.code === 'RunDamaged')) throw error;
	}
}

/** Most cells have one judge: their judgments need not be read. */
function opinionsOf({ run, kept }: RunWithTexts): Opinion[] {
	const judges = run.lazy_judges.length + (run.auto === null || run.auto.judged_at === null ? 0 : 1);
	if (judges < 2 || run.by_rule) return [];
	return kept()
		.judgments.filter(isScored)
		.map(({ by, given }) => ({ by, composite: given.composite }));
}

function sampleOf({ which, run_id }: ChosenCell, found: RunWithTexts, rubric: Rubric): CellSample | null {
	const run = onScale(found.run, rubric);
	const { composite } = run.metrics;
	if (composite === undefined) return null;
	const all = readableCandidates(found) ?? [];
	const candidates = clippedAll(all);
	return {
		...{ which, run_id, scenario: run.scenario, repeat: run.repeat, composite, judged_by: run.judged_by },
		scores: scoreNames(rubric).flatMap((name) => {
			const score = run.metrics[name];
			return score === undefined ? [] : [{ name, score }];
		}),
		candidates,
		more: all.length - candidates.length,
		raw: candidates.length > 0 ? null : clipText(textOf(found, 'raw.txt') ?? '', mostText),
		reasons: reasonsOf(found),
	};
}

/** A text that cannot be read whole is not shown in part. */
function textOf(found: RunWithTexts, name: string): string | undefined {
	try {
		return found.texts([name])[name];
	} catch {
		return undefined;
	}
}

function clippedAll(texts: readonly string[]): string[] {
	const each = Math.max(200, Math.floor(mostText / Math.max(1, texts.length)));
	return texts.slice(0, Math.ceil(mostText / each)).map((text) => clipText(text, each));
}

/** What each judge says in words; a run of another harness has it beside its judgments. */
function reasonsOf({ run, kept, notes }: RunWithTexts): { by: string; text: string }[] {
	const said = kept()
		.judgments.filter(isScored)
		.map(({ by, given }: ScoredJudgment) => ({ by, text: noteTextOf(given.notes) }))
		.filter(({ text }) => text !== '');
	if (said.length > 0) return said;
	const text = noteTextOf(notes());
	return text === '' ? [] : [{ by: run.judged_by ?? 'its judge', text }];
}

function noteTextOf(notes: Notes): string {
	const texts = noteNames.flatMap((name) => notes[name] ?? []);
	return clipText(texts.join('\n'), mostReason);
}
