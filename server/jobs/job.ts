import type { Catalog } from '../../catalog/catalog';
import type { RecordedRun } from '../../domain/bench/recorded-run';
import type { Applied } from '../../domain/judging/applied';
import type { Disagreements } from '../../domain/judging/disagreement';
import type { Rubric } from '../../domain/judging/rubric';
import type { GateAsked } from '../../domain/ranking/gate/gate-config';
import type { GateDocument } from '../../domain/ranking/gate/gate-document';
import type { Leaderboard } from '../../domain/ranking/leaderboard';
import type { DisagreementsAsked } from '../../judging/disagreements';
import type { Exported, ExportTarget } from '../../judging/export';
import type { JudgeTrust } from '../../judging/judge-trust';
import type { Mlflow } from '../../mlflow/client';
import type { Experiment } from '../../mlflow/experiments';
import type { AskedGate } from '../../mlflow/keep-gate';
import type { FailedCells } from '../../report/failed-cells';

/** An experiment and where it is, as a message can carry it. */
export interface JobPlace {
	readonly mlflow: Pick<Mlflow, 'url' | 'source'>;
	readonly experiment: Experiment;
}

/** The same, with the rubric it is scored by, and from which agreement an auto judge may set a gate. */
export interface RankedPlace extends JobPlace {
	readonly rubric: Rubric;
	readonly minKappa: number;
}

/** A run, and a number that is another one where anything in MLflow of it is. */
export interface ReadRun extends RecordedRun {
	readonly content: number;
}

/** What takes more of the processor than whoever asks for something else can wait for: what each is given, and gives. */
interface Jobs {
	/** The committed runs that we changed since a time, in milliseconds since 1970, or all; a page at a time. */
	readRuns: { input: JobPlace & { readonly since: number | null }; part: readonly ReadRun[]; result: null };
	/** Ranks the runs that are sent after it. */
	rank: { input: RankedPlace; more: readonly RecordedRun[]; result: Leaderboard };
	trust: { input: RankedPlace & { readonly now: number; readonly keep: boolean }; result: JudgeTrust };
	disagreements: { input: RankedPlace & { readonly asked: DisagreementsAsked }; result: Disagreements };
	/** The page as HTML. */
	report: { input: RankedPlace & { readonly failed: FailedCells | undefined; readonly now: number }; result: string };
	gate: { input: RankedPlace & { readonly asked: GateAsked }; result: AskedGate<GateDocument> };
	gates: { input: JobPlace; result: GateDocument[] };
	/** Writes a judge file. */
	export: { input: RankedPlace & { readonly target: ExportTarget }; result: Exported };
	/** Applies the judge file at a path, which must be of this experiment. */
	apply: {
		input: JobPlace & {
			readonly path: string;
			readonly replace: boolean;
			readonly partial: boolean;
			readonly dryRun: boolean;
			readonly now: number;
		};
		result: Applied & { readonly by: string };
	};
}

export type JobName = keyof Jobs;
export type InputOf<Name extends JobName> = Jobs[Name]['input'];
export type ResultOf<Name extends JobName> = Jobs[Name]['result'];
export type PartOf<Name extends JobName> = Jobs[Name] extends { part: infer Part } ? Part : never;
type MoreOf<Name extends JobName> = Jobs[Name] extends { more: infer More } ? More : never;

/** What a job is done with. */
export interface JobTools<Name extends JobName> {
	readonly mlflow: Mlflow;
	readonly catalog: Catalog;
	/** Gives a part of the result early. */
	give(part: PartOf<Name>): void;
	/** What is sent after the job's input. */
	readonly more: AsyncIterable<MoreOf<Name>>;
	readonly signal: AbortSignal;
}

/** How a job is asked for. */
interface JobAsked<Name extends JobName> {
	readonly onPart?: (part: PartOf<Name>) => void;
	readonly more?: AsyncIterable<MoreOf<Name>>;
	readonly signal?: AbortSignal;
}

/** Does jobs beside whatever else this process does. */
export interface JobRunner {
	/** @throws what the job throws; Error where whoever does it has died */
	run<Name extends JobName>(name: Name, input: InputOf<Name>, asked?: JobAsked<Name>): Promise<ResultOf<Name>>;
	close(): Promise<void>;
}
