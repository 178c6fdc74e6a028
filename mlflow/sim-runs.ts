import type { NamedHash } from '../domain/bench/cell';
import { TipBenchError } from '../domain/errors';
import type { PolicyName } from '../domain/policies/policy-names';
import { meanOf, varianceOf } from '../domain/ranking/statistics/score-table';
import type { EpisodeSetting } from '../domain/simulation/episode';
import { curveOf, type PairResults, pairResultsSchema } from '../domain/simulation/pair-results';
import { pairKey } from '../domain/simulation/sim-key';
import type { Mlflow, MlflowWriter } from './client';
import { getRun } from './decode-run';
import { documentIn, isWhole, writeDocument } from './kind-document';
import { beginKindRun, deleteKindRun } from './kind-run';
import { logBatch, type Metric, pairsOf } from './log-batch';
import { descriptionTag } from './run-description';
import { type RawRun, tagsOf } from './run-schema';
import { type ScanWatch, scanRawRuns } from './search';

/** The tag of an experiment that a simulation has made. */
export const simTag = 'simulation';

/** A run with the tag `kind` is none of a cell's; this is that of a persona's episodes with a policy. */
const simKind = 'sim';
const documentName = 'episodes.json';

/** A (persona, policy) under a setting. */
export interface SimPair {
	readonly persona: NamedHash;
	readonly policy: PolicyName;
	readonly setting: EpisodeSetting;
}

/** A run of episodes as MLflow has it. */
export interface KeptPair {
	readonly run_id: string;
	/** See `pairKey`. */
	readonly key: string;
	readonly persona: NamedHash;
	readonly policy: string;
	/** Milliseconds since 1970. */
	readonly at: number;
	readonly setting: { readonly steps: number; readonly tips: number; readonly profiles: string };
	/** How many, of the seeds from 0 on. */
	readonly episodes: number;
	/** @throws TipBenchError RunDamaged */
	results(): PairResults;
}

/**
 * Begins a run; nobody counts it until it is filled.
 * @param sim the workflow id @param at milliseconds since 1970
 * @returns its id
 * @throws TipBenchError MlflowUnavailable or MlflowRefused
 */
export async function beginSimRun(
	mlflow: Mlflow,
	experimentId: string,
	pair: SimPair,
	{ sim, at }: { readonly sim: string; readonly at: number },
): Promise<string> {
	const { persona, policy } = pair;
	const tags = { sim, sim_key: pairKey(pair), persona_hash: persona.hash };
	const name = `${persona.name} × ${policy}`;
	return (await beginKindRun(mlflow, experimentId, { kind: simKind, name, at, tags })).info.run_id;
}

/**
 * Writes results into their run, the commit mark last; doing it again changes nothing.
 * @param results of all seeds from 0 on
 * @throws TipBenchError MlflowUnavailable, MlflowRefused; RunDamaged when the server did not keep what it was given
 */
export async function fillSimRun(
	mlflow: MlflowWriter,
	runId: string,
	pair: SimPair,
	results: PairResults,
): Promise<void> {
	const run = await getRun(mlflow, runId);
	if (isWhole(run)) return;
	const at = run.info.start_time ?? 0;
	const { persona, policy, setting } = pair;
	const episodes = results.rewards.length;
	const { steps, tips, profiles } = setting;
	const params = pairsOf({ persona: persona.name, policy, steps, tips, profiles, seeds: episodes });
	await logBatch(mlflow, runId, { params, metrics: metricsOf(results, at), tags: [] });
	const tags = { episodes: String(episodes), [descriptionTag]: descriptionOf(pair, results) };
	await writeDocument(mlflow, runId, { name: documentName, text: JSON.stringify(results), tags, at: Date.now() });
}

/** One reward of each part of the curve is a step of the metric, which MLflow's pages draw. */
function metricsOf(results: PairResults, timestamp: number): Metric[] {
	const metric = (key: string, value: number, step = 0): Metric => ({ key, value, timestamp, step });
	const { rewards, regrets } = results;
	const error = standardError(rewards);
	return [
		metric('mean_reward', meanOf(rewards)),
		metric('mean_regret', meanOf(regrets)),
		...(error === null ? [] : [metric('reward_error', error)]),
		...curveOf(results).map(({ mean }, step) => metric('reward_curve', mean, step)),
	];
}

function descriptionOf({ persona, policy, setting }: SimPair, { rewards, regrets }: PairResults): string {
	const told = setting.profiles === 'by-kind' ? 'profiles by kind of tip' : 'one profile for all tips';
	return [
		`**${persona.name}** with **${policy}**: mean reward ${meanOf(rewards).toFixed(4)}, mean regret ${meanOf(regrets).toFixed(4)}`,
		`${rewards.length} episodes of ${setting.steps} steps, ${setting.tips} tips at each, ${told}. Each episode: the tag \`artifact:${documentName}\`.`,
	].join('\n\n');
}

/**
 * The committed runs of episodes of an experiment, the oldest first.
 * @throws TipBenchError MlflowUnavailable or MlflowRefused
 */
export async function keptPairs(mlflow: Mlflow, experimentId: string, watch: ScanWatch = {}): Promise<KeptPair[]> {
	const kept: KeptPair[] = [];
	for await (const run of simRuns(mlflow, experimentId, watch)) if (isWhole(run)) kept.push(keptPair(run));
	return kept;
}

/** The results of one run. @throws TipBenchError MlflowUnavailable, MlflowRefused, RunDamaged */
export async function resultsOf(mlflow: Mlflow, runId: string): Promise<PairResults> {
	return resultsIn(await getRun(mlflow, runId));
}

/**
 * Deletes the runs that a simulation began and never filled: what attempts left that Temporal gave up on.
 * @throws TipBenchError MlflowUnavailable or MlflowRefused
 */
export async function sweepSimRuns(
	mlflow: Mlflow,
	experimentId: string,
	sim: string,
	watch: ScanWatch = {},
): Promise<void> {
	const left: string[] = [];
	for await (const run of simRuns(mlflow, experimentId, watch))
		if (tagsOf(run).sim === sim && !isWhole(run)) left.push(run.info.run_id);
	for (const runId of left) await deleteKindRun(mlflow, runId);
}

async function* simRuns(mlflow: Mlflow, experimentId: string, watch: ScanWatch): AsyncGenerator<RawRun> {
	for await (const run of scanRawRuns(mlflow, experimentId, { ...watch, filter: `tags.kind = '${simKind}'` }))
		if (tagsOf(run).kind === simKind) yield run;
}

function keptPair(run: RawRun): KeptPair {
	const { sim_key: key = '', persona_hash: hash = '', episodes } = tagsOf(run);
	const params = Object.fromEntries(run.data.params.map((each) => [each.key, each.value]));
	const { persona: name = '', policy = '', steps, tips, profiles = '' } = params;
	return {
		...{ run_id: run.info.run_id, key, persona: { name, hash }, policy, at: run.info.start_time ?? 0 },
		setting: { steps: Number(steps), tips: Number(tips), profiles },
		episodes: Number(episodes) || 0,
		results: () => wholeIn(run, Number(episodes)),
	};
}

/** Its own words on how many episodes it has may have been changed: it would be taken for more than it is. */
function wholeIn(run: RawRun, episodes: number): PairResults {
	const results = resultsIn(run);
	if (results.rewards.length === episodes) return results;
	const { run_id } = run.info;
	throw new TipBenchError(
		'RunDamaged',
		`Run ${run_id} says that it has ${episodes} episodes, and has ${results.rewards.length}: delete it in MLflow and start the simulation again`,
	);
}

function resultsIn(run: RawRun): PairResults {
	return pairResultsSchema.parse(JSON.parse(documentIn(run, documentName)));
}

/** Of the mean; `null` of fewer than two. */
function standardError(values: readonly number[]): number | null {
	return values.length < 2 ? null : Math.sqrt(varianceOf(values) / values.length);
}
