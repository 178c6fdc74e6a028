import type { JudgePlan } from '../contracts/judge';
import type { AutoJudgment } from '../domain/judging/auto-judgment';
import type { StandInActivities } from './stand-in-activities';

const hash = 'a'.repeat(64);
const kind = 'stand-in';

const plan: JudgePlan = {
	at: { mlflow_url: 'http://stand-in', experiment: kind, experiment_id: '1' },
	rubric: { name: 'tip-v1', hash },
	judge: {
		...{ kind, model: kind, samples: 1, most_at_once: 4, most_cost: null, hash, evidence: true },
		...{ weights: null, context: 32_000 },
	},
	...{ gpus: {}, again: false, planned_at: 0, notes: [] },
};

const judgment: Omit<AutoJudgment, 'run_id'> = {
	...{ scores: { tone: 3 }, unscored: null, spread: {}, rationale: null, requests: 1 },
	...{ prompt_tokens: 1, output_tokens: 1, prompt_eval_s: null, cost: 0, judged_at: 1 },
};

/** Runs that wait for an auto judge, which began one millisecond after the other, and what became of them. */
export interface WaitingRuns {
	ids: readonly string[];
	asked: string[];
	recorded: string[];
}

/** Stands in for an endpoint that answers at once, and an MLflow with thousands of runs: real ones would take minutes. */
export function standInEndpoint(world: WaitingRuns): Partial<StandInActivities> {
	return {
		planJudge: async () => plan,
		unjudgedRuns: async (_plan, { from, most, count }) => {
			const { ids } = world;
			const run_ids = ids.slice(from, from + most);
			const next = from + most < ids.length ? from + most : null;
			return { run_ids, next, total: count ? ids.length - from : null };
		},
		judgeByEndpoint: async ({ run_id }) => {
			world.asked.push(run_id);
			return { ...judgment, run_id };
		},
		recordJudgments: async (_plan, judgments) => void world.recorded.push(...judgments.map(({ run_id }) => run_id)),
	};
}
