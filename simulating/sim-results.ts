import { meanShare } from '../domain/simulation/mean-share';
import { policyDecisionOf } from '../domain/simulation/policy-decision';
import { promotionDocumentSchema } from '../domain/simulation/promotion-document';
import type { SimResults } from '../domain/simulation/sim-results';
import type { Mlflow } from '../mlflow/client';
import { type KeptGate, keptGates } from '../mlflow/gate-runs';
import type { ScanWatch } from '../mlflow/search';
import type { DecidedIn } from './decide-between';
import { type EpisodeTable, readTable } from './read-table';

/** As many decisions are shown: each holds all that it was made from. */
const mostDecisions = 10;

/**
 * What an experiment's newest simulation has brought, from MLflow alone: intervals over the personas, since seeds of one
 * persona are no evidence of others; of one persona over its seeds.
 * @throws TipBenchError MlflowUnavailable, MlflowRefused, RunDamaged; UnknownName where there are no episodes
 */
export async function simResults(mlflow: Mlflow, at: DecidedIn, watch: ScanWatch = {}): Promise<SimResults> {
	const table = await readTable(mlflow, at, null, watch);
	const gates = await keptGates(mlflow, at.experiment_id, 'policy-gate', watch);
	const { setting, personas, seeds } = table;
	return {
		...{ experiment: at.experiment, setting, seeds },
		personas: personas.map(({ name }) => name),
		policies: table.policies.map((each) => policyResults(table, each)),
		decisions: gates
			.filter(({ isDecided }) => isDecided)
			.slice(-mostDecisions)
			.reverse()
			.map((gate) => decisionOf(gate, at.experiment)),
	};
}

function policyResults(
	{ setting, personas }: EpisodeTable,
	{ policy, rewards, regrets, curves }: EpisodeTable['policies'][number],
): SimResults['policies'][number] {
	const over = (lists: readonly (readonly number[])[]) => meanShare(lists.map((list) => meanShare(list).mean));
	const parts = curves[0]?.length ?? 0;
	return {
		...{ policy, episodes: rewards.reduce((sum, each) => sum + each.length, 0) },
		...{ reward: over(rewards), regret: over(regrets) },
		curve: Array.from({ length: parts }, (_none, part) => ({
			step: Math.floor(((part + 1) * setting.steps) / parts),
			...meanShare(curves.map((curve) => curve[part] ?? 0)),
		})),
		personas: personas.map(({ name }, persona) => ({
			persona: name,
			...{ reward: meanShare(rewards[persona] ?? []), regret: meanShare(regrets[persona] ?? []) },
		})),
	};
}

function decisionOf({ run_id, at, document }: KeptGate, experiment: string): SimResults['decisions'][number] {
	const whole = promotionDocumentSchema.parse(JSON.parse(document()));
	const { asked, personas, more_personas, parts } = whole;
	return {
		...policyDecisionOf(whole, { experiment, run_id }),
		...{ asked, personas, more_personas, decided_at: new Date(at).toISOString() },
		seeds: Math.min(...parts.map(({ rewards }) => rewards.length)),
	};
}
