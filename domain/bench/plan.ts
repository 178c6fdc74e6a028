import type { PlannedJudge } from '../judging/auto-judge';
import type { JudgeTiers } from '../judging/judge-kinds';
import {
	type BlockPlan,
	countCells,
	type DataPlace,
	type GenerationSettings,
	type NamedHash,
	type PlannedModel,
} from './cell';
import type { Config } from './config';

/** A config in which nothing is left to the worker's environment. */
export interface ResolvedConfig extends Config {
	readonly mlflow_url: string;
	readonly gpus: Record<string, string>;
	readonly export_dir: string;
}

/** All that a bench decides before it loads anything: small enough for history at any size of grid. */
export interface BenchPlan {
	readonly config: ResolvedConfig;
	/** MLflow's id of the experiment. */
	readonly experiment_id: string;
	readonly models: readonly PlannedModel[];
	readonly prompts: readonly NamedHash[];
	readonly scenarios: BlockPlan['scenarios'];
	readonly rubric: NamedHash;
	readonly judges: JudgeTiers;
	/** The auto tier's judge, where there is one. */
	readonly judge?: PlannedJudge;
	/** What data files it was made from. */
	readonly planned_by?: DataPlace;
	/** Cells that the experiment already has, by model digest. */
	readonly reused: Readonly<Record<string, number>>;
	/** What a person should know but that stops nothing, such as two tags with the same weights. */
	readonly notes: readonly string[];
}

/** The settings of a config that determine a cell's answer. */
function settingsOf(config: Config): GenerationSettings {
	const { n_tips, temperature, num_ctx, num_predict, seed } = config;
	return { n_tips, temperature, num_ctx, num_predict, seed };
}

/** The block of one model of a plan. */
export function blockOf(
	plan: Pick<BenchPlan, 'config' | 'prompts' | 'scenarios' | 'planned_by'>,
	model: PlannedModel,
): BlockPlan {
	const { prompts, scenarios, config, planned_by } = plan;
	const by = planned_by === undefined ? {} : { planned_by };
	return { model, prompts, scenarios, repeats: config.repeats, settings: settingsOf(config), ...by };
}

/** Cells of a plan in all, and how many of them the experiment already has. */
export function countPlan(plan: BenchPlan): { total: number; reused: number } {
	const total = plan.models.reduce((sum, model) => sum + countCells(blockOf(plan, model)), 0);
	const reused = Object.values(plan.reused).reduce((sum, each) => sum + each, 0);
	return { total, reused };
}
