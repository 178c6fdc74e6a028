import type { Lacking, LackingPair, PersonaWork, SimPlan } from '../contracts/sim';
import { pairKey } from '../domain/simulation/sim-key';
import type { Mlflow } from '../mlflow/client';
import { deleteKindRun } from '../mlflow/kind-run';
import type { ScanWatch } from '../mlflow/search';
import { type KeptPair, keptPairs } from '../mlflow/sim-runs';

/**
 * What an experiment lacks of a plan: whole (persona, policy) pairs, or their seeds from some one on.
 * @throws TipBenchError MlflowUnavailable or MlflowRefused
 */
export async function lackingEpisodes(mlflow: Mlflow, plan: SimPlan, watch: ScanWatch = {}): Promise<Lacking> {
	const { setting, seeds } = plan;
	const kept = widestByKey(await keptPairs(mlflow, plan.at.experiment_id, watch));
	const reused = { episodes: 0, pairs: 0 };
	const work: PersonaWork[] = [];
	for (const persona of plan.personas) {
		const byStart = new Map<number, LackingPair[]>();
		for (const policy of plan.policies) {
			const known = kept.get(pairKey({ persona, policy, setting }));
			const episodes = known?.episodes ?? 0;
			reused.episodes += Math.min(episodes, seeds);
			if (episodes >= seeds) reused.pairs += 1;
			else byStart.set(episodes, [...(byStart.get(episodes) ?? []), { policy, base: known?.run_id ?? null }]);
		}
		for (const [from, pairs] of byStart) work.push({ persona, from, pairs });
	}
	return { work, reused };
}

/** Of each key the run with the most seeds; of equals the first. Two simulations at once may have made one each. */
export function widestByKey(kept: readonly KeptPair[]): Map<string, KeptPair> {
	const widest = new Map<string, KeptPair>();
	for (const each of kept) {
		const other = widest.get(each.key);
		if (each.episodes > 0 && (other === undefined || isWider(each, other))) widest.set(each.key, each);
	}
	return widest;
}

/** An order that everybody sees alike, in whatever order MLflow gives its runs: so of two none goes for the sake of the other. */
function isWider(one: KeptPair, other: KeptPair): boolean {
	if (one.episodes !== other.episodes) return one.episodes > other.episodes;
	return one.at === other.at ? one.run_id < other.run_id : one.at < other.at;
}

/**
 * Deletes the runs whose episodes another one of the same key holds too: those of simulations that worked in one experiment at
 * the same time. Episodes are made of their content, so nothing is lost by it.
 * @throws TipBenchError MlflowUnavailable or MlflowRefused
 */
export async function sweepDoubles(mlflow: Mlflow, experimentId: string, watch: ScanWatch = {}): Promise<void> {
	const kept = await keptPairs(mlflow, experimentId, watch);
	const widest = widestByKey(kept);
	for (const { key, run_id } of kept) {
		const other = widest.get(key);
		if (other !== undefined && other.run_id !== run_id && isReadable(other)) await deleteKindRun(mlflow, run_id);
	}
}

/** Whoever has changed a run by hand may have made it say more than it holds. */
function isReadable(pair: KeptPair): boolean {
	try {
		pair.results();
		return true;
	} catch {
		return false;
	}
}
