import { TipBenchError } from '../domain/errors';
import { readDelta } from '../domain/judging/disagreement';
import type { RunFacts } from '../domain/judging/entry-check';
import type { OpenedJudgeFile } from '../domain/judging/judge-file-check';
import type { Rubric } from '../domain/judging/rubric';
import type { Mlflow } from '../mlflow/client';
import type { Experiment } from '../mlflow/experiments';
import { readJudgments } from '../mlflow/read-judgments';
import type { RunWithTexts } from '../mlflow/recorded-runs';
import type { ScanWatch } from '../mlflow/search';
import { givenTo } from '../mlflow/write-judgment';
import type { JudgedRun } from './compare-judgments';
import { createDisagreeing, type Disagreeing } from './disagreeing';
import { scanCells } from './distinct-cells';
import { factsOf } from './entry-of-run';

/** What is to be known of an experiment to apply a file to it. */
export interface SeenRuns {
	/** Of the file's runs, by their ids. */
	readonly runs: ReadonlyMap<string, JudgedRun>;
	readonly facts: ReadonlyMap<string, RunFacts>;
	/** Of those that cannot be read. */
	readonly faults: readonly string[];
	/** Of the whole experiment: how many wait, whose benches made them, and where auto and lazy judges differ. */
	readonly pending: number;
	readonly benches: readonly string[];
	readonly disagreeing: Disagreeing;
	/** What a person of this name should see to. */
	warnings(by: string): string[];
}

/** Of the file's runs all that is to be compared, of the experiment's others what is counted: it may hold many more. */
export async function readRunsOf(
	mlflow: Mlflow,
	rubric: Rubric,
	{ id, tags }: Experiment,
	{ frame, entries }: OpenedJudgeFile,
	watch: ScanWatch,
): Promise<SeenRuns> {
	const inFile = new Set(entries.map(({ run_id }) => run_id));
	const runs = new Map<string, JudgedRun>();
	const facts = new Map<string, RunFacts>();
	const faults: string[] = [];
	const benches = new Set<string>();
	const judges = new Set<string>();
	const disagreeing = createDisagreeing(rubric, readDelta(tags.judge_delta));
	let pending = 0;
	for await (const found of scanCells(mlflow, id, watch)) {
		const { run } = found;
		if (inFile.has(run.run_id)) {
			try {
				facts.set(run.run_id, factsOf(rubric, found));
				runs.set(run.run_id, judgedRunOf(rubric, found, frame.by));
			} catch (error) {
				if (!(error instanceof TipBenchError)) throw error;
				faults.push(error.message);
			}
		}
		if (run.judge_pending) pending += 1;
		if (run.bench !== null) benches.add(run.bench);
		for (const judge of run.lazy_judges) judges.add(judge);
		disagreeing.add(run);
	}
	const warnings = (by: string) => nearNames(by, judges);
	return { runs, facts, faults, pending, benches: [...benches], disagreeing, warnings };
}

function judgedRunOf(rubric: Rubric, found: RunWithTexts, by: string): JudgedRun {
	return { run: found.run, judgments: readJudgments(rubric, found, by), givenTo: givenTo(found, by) };
}

/** One judge under two names would agree with itself. */
function nearNames(by: string, judges: ReadonlySet<string>): string[] {
	const plain = (name: string) => name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
	return [...judges]
		.filter((judge) => judge !== by && plain(judge) === plain(by))
		.map((judge) => `by: ${by} is taken for another judge than ${judge}, who has scored runs here before`);
}
