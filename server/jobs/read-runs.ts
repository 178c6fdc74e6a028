import { setTimeout as pause } from 'node:timers/promises';
import { scanChangedRuns } from '../../mlflow/changed-runs';
import { type Mlflow, withSignal } from '../../mlflow/client';
import { recordedRunOf } from '../../mlflow/decode-run';
import { contentOf } from '../../mlflow/run-schema';
import { type ScanOptions, scanRawRuns } from '../../mlflow/search';
import type { ReadRun } from './job';
import { watchSilence } from './silence';

/** By so much the clocks of those who write may be ahead of ours: milliseconds. */
const skewMs = 5_000;

/** Runs that go on at a time, so that whoever keeps them is never long at it. */
const aPart = 50;

/** A page of runs that nobody waits for: MLflow serves one thing at a time, and this keeps it from others for 30 ms. */
const aPageBehind: ScanOptions = { pageSize: 10, ahead: false };

/** After such a page it has so many times as long for others. */
const restFactor = 7;

/** Which runs are read, and how. */
export interface RunsAsked {
	/** Those that we changed since that time alone, in milliseconds since 1970; `null` for all. */
	readonly since: number | null;
	/** Called with some runs as they come. */
	readonly give: (part: readonly ReadRun[]) => void;
	/** Nobody waits for them. */
	readonly isBehind?: boolean;
}

/**
 * Reads the committed runs of an experiment, without their texts.
 * @throws TipBenchError MlflowUnavailable, where nothing comes for long, too; MlflowRefused
 */
export async function readRuns(
	mlflow: Mlflow,
	experimentId: string,
	{ since, give, isBehind }: RunsAsked,
): Promise<void> {
	const silence = watchSilence(mlflow.url);
	const signals = [silence.signal, ...(mlflow.signal === null ? [] : [mlflow.signal])];
	const watched = withSignal(mlflow, AbortSignal.any(signals));
	let [asked, isPageThere] = [performance.now(), false];
	const rest = async () => {
		isPageThere = false;
		// It keeps no process from ending.
		await pause((performance.now() - asked) * restFactor, undefined, { ref: false });
		asked = performance.now();
	};
	const onProgress = () => {
		isPageThere = true;
	};
	const page = isBehind ? { ...aPageBehind, onProgress } : {};
	const found =
		since === null
			? scanRawRuns(watched, experimentId, page)
			: scanChangedRuns(watched, experimentId, { from: since, to: Date.now() + skewMs });
	let part: ReadRun[] = [];
	try {
		for await (const raw of found) {
			if (isPageThere) await rest();
			silence.heard();
			const run = recordedRunOf(raw);
			if (run !== null) part.push({ ...run, content: contentOf(raw) });
			if (part.length < aPart) continue;
			give(part);
			part = [];
		}
	} finally {
		silence.end();
	}
	give(part);
}
