import { countCells } from '../domain/bench/cell';
import { type BenchPlan, blockOf, countPlan } from '../domain/bench/plan';
import type { PlannedJudge } from '../domain/judging/auto-judge';
import type { JudgeTiers } from '../domain/judging/judge-kinds';
import { gpuMemoryBytes } from '../machine/gpu-memory';
import type { Ollama } from '../ollama/client';
import { listModels } from '../ollama/models';
import { isOnThisMachine } from '../ollama/on-this-machine';
import { roughMemoryBytes } from './rough-memory';

/** Tokens a second that a small model reaches on a modest GPU: only to say whether it is minutes or hours. */
export const assumedTokensPerSecond = 60;

/** One model of a plan, and what it asks of the GPU. */
interface PlannedLoad {
	readonly model: string;
	readonly parameters: number;
	/** Cells that are to be generated. */
	readonly cells: number;
	/** Roughly what it takes in memory. */
	readonly memory_bytes: number;
	/** Whether that is there; `null` where no card is seen from here. */
	readonly fits: boolean | null;
}

/** What a bench would do. */
export interface PlanSummary {
	readonly cells: number;
	/** Those that the experiment has already. */
	readonly reused: number;
	readonly loads: number;
	readonly models: readonly PlannedLoad[];
	readonly judges: JudgeTiers;
	readonly auto_judge: PlannedJudge | null;
	/** Of the largest card; `null` where none is seen from here. */
	readonly gpu_memory_bytes: number | null;
	/** If every answer takes all the tokens that it may. */
	readonly at_most_seconds: number;
	readonly notes: readonly string[];
}

/** The address of the Ollama that a plan was made with: that of its first GPU. */
export function firstOllamaUrl({ config }: Pick<BenchPlan, 'config'>): string {
	const [url = ''] = Object.values(config.gpus);
	return url;
}

/**
 * Sums a plan up: cells, loads, what fits, how long at most.
 * @param ollama that of the plan's first GPU
 * @throws TipBenchError OllamaUnavailable or OllamaRefused
 */
export async function summarisePlan(plan: BenchPlan, ollama: Ollama): Promise<PlanSummary> {
	const { total, reused } = countPlan(plan);
	const files = await listModels(ollama);
	// Another machine's or container's card is not seen from here; that of this one would be the wrong one.
	const card = isOnThisMachine(ollama.url) ? await gpuMemoryBytes() : null;
	const models = plan.models.map((model) => {
		const cells = countCells(blockOf(plan, model)) - (plan.reused[model.digest] ?? 0);
		const memory_bytes = roughMemoryBytes(files.find(({ digest }) => digest === model.digest)?.size ?? 0);
		const fits = card === null ? null : memory_bytes <= card;
		return { model: model.name, parameters: model.parameters, cells, memory_bytes, fits };
	});
	const judgeLoads = plan.judge?.weights ? 1 : 0;
	return {
		cells: total,
		reused,
		loads: models.filter(({ cells }) => cells > 0).length + judgeLoads,
		models,
		judges: plan.judges,
		auto_judge: plan.judge ?? null,
		gpu_memory_bytes: card,
		at_most_seconds: Math.round(((total - reused) * plan.config.num_predict) / assumedTokensPerSecond),
		notes: plan.notes,
	};
}
