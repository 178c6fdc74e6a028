import type { Mlflow } from './client';
import { isWhole, writeDocument } from './kind-document';
import { beginKindRun, deleteKindRun } from './kind-run';
import { changing } from './revision';
import { descriptionTag } from './run-description';
import { tagsOf } from './run-schema';
import { type ScanWatch, scanRawRuns } from './search';

/** A run with the tag `kind` is none of a cell's; this is that of a night's comparison. */
const nightKind = 'night';
const documentName = 'night.json';

/** A night's comparison as it is written down. */
interface WrittenNight {
	readonly name: string;
	/** The same question of the same data has the same. */
	readonly look: string;
	readonly verdict: string;
	/** The whole document, JSON. */
	readonly document: string;
	/** What the run says of itself in MLflow's pages, in Markdown. */
	readonly description: string;
	/** Milliseconds since 1970. */
	readonly at: number;
}

/**
 * Keeps a night's comparison in a run of its own, once: where the same question of the same data has one, that is it.
 * @returns the run's id
 * @throws TipBenchError MlflowUnavailable, MlflowRefused, RunDamaged
 */
export async function keepNight(
	mlflow: Mlflow,
	experimentId: string,
	night: WrittenNight,
	watch: ScanWatch = {},
): Promise<string> {
	const { name, look, verdict, document: text, description, at } = night;
	for await (const run of scanRawRuns(mlflow, experimentId, { ...watch, filter: `tags.kind = '${nightKind}'` }))
		if (tagsOf(run).night_look === look && isWhole(run)) return run.info.run_id;
	const begun = await beginKindRun(mlflow, experimentId, { kind: nightKind, name, at, tags: { night_look: look } });
	const runId = begun.info.run_id;
	try {
		const tags = { [descriptionTag]: description, night_verdict: verdict };
		const document = { name: documentName, text, tags, at };
		await changing(mlflow, experimentId, (writer) => writeDocument(writer, runId, document));
		return runId;
	} catch (error) {
		await deleteKindRun(mlflow, runId).catch(() => undefined);
		throw error;
	}
}
