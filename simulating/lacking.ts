import type { Lacking, LackingPair, PersonaWork, SimPlan } from '../contracts/sim';
import { pairKey } from '../domain/simulation/sim-key';
import type { Mlflow } from '../mlflow/client';
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
	for (const each of kept) if (each.episodes > (widest.get(each.key)?.episodes ?? 0)) widest.set(each.key, each);
	return widest;
}
