import type { RecordedRun } from '../domain/bench/recorded-run';
import type { Notes } from '../domain/judging/notes';
import { type MadeBy, madeByNames } from '../domain/ranking/setting-of-runs';
import type { Mlflow } from './client';
import { recordedRunOf, textsIn } from './decode-run';
import { notesIn } from './judge-notes';
import { driftKey, judgmentsIn, type KeptJudgments } from './judgments';
import { type RawRun, tagsOf } from './run-schema';
import { type ScanOptions, scanRawRuns } from './search';

/**
 * The committed runs of an experiment, the oldest first, with one page of them in memory.
 * @throws TipBenchError MlflowUnavailable or MlflowRefused
 */
export async function* scanRuns(
	mlflow: Mlflow,
	experimentId: string,
	options: ScanOptions = {},
): AsyncGenerator<RecordedRun> {
	for await (const raw of scanRawRuns(mlflow, experimentId, options)) {
		const run = recordedRunOf(raw);
		if (run !== null) yield run;
	}
}

/** A run, and its texts where they are asked for. */
export interface RunWithTexts {
	readonly run: RecordedRun;
	/**
	 * @param names such as `candidates.json`; those that the run does not have are left out
	 * @throws TipBenchError RunDamaged
	 */
	texts(names: readonly string[]): Record<string, string>;
	/** What stands in tags of its judges' judgments: see `judgmentsOf`. */
	kept(): KeptJudgments;
	/** What its judges say of it in words, together. */
	notes(): Notes;
	/** What it says of how it was made. */
	made(): MadeBy;
	/** When a judge was last asked about it again, unannounced: ISO 8601; `null` for never. */
	driftAsked(by: string): string | null;
}

/**
 * As {@link scanRuns}, with the texts of each run, at no further request.
 * @throws TipBenchError MlflowUnavailable or MlflowRefused
 */
export async function* scanRunTexts(
	mlflow: Mlflow,
	experimentId: string,
	options: ScanOptions = {},
): AsyncGenerator<RunWithTexts> {
	for await (const raw of scanRawRuns(mlflow, experimentId, options)) {
		const found = withTexts(raw);
		if (found !== null) yield found;
	}
}

/** A run with its texts; `null` for one that is not committed. */
export function withTexts(raw: RawRun): RunWithTexts | null {
	const run = recordedRunOf(raw);
	if (run === null) return null;
	let judgments: KeptJudgments | undefined;
	return {
		run,
		texts: (names) => textsIn(raw, names),
		kept: () => {
			judgments ??= judgmentsIn(tagsOf(raw));
			return judgments;
		},
		notes: () => notesIn(tagsOf(raw)),
		made: () => madeBy(raw),
		driftAsked: (by) => tagsOf(raw)[driftKey(by)] ?? null,
	};
}

function madeBy({ data: { params, tags } }: RawRun): MadeBy {
	const named = (pairs: RawRun['data']['tags'], names: readonly string[]) =>
		pairs.filter(({ key }) => names.includes(key)).map(({ key, value }) => [key, value]);
	return Object.fromEntries([...named(params, madeByNames.params), ...named(tags, madeByNames.tags)]);
}
