import { countCells } from '../domain/bench/cell';
import type { ConfigInput } from '../domain/bench/config';
import { type BenchPlan, blockOf, countPlan } from '../domain/bench/plan';
import { countOf } from '../domain/wording';
import { gpuMemoryBytes } from '../machine/gpu-memory';
import { listModels } from '../ollama/models';
import { isOnThisMachine } from '../ollama/on-this-machine';
import { planHere } from '../planning/plan-here';
import { here } from './here';
import { print } from './output';
import { duration } from './progress-line';

/** Tokens a second that a small model reaches on a modest GPU: only to say whether it is minutes or hours. */
const assumedTokensPerSecond = 60;

/** Weights aside, what a runner takes: context and buffers, as a share of the file. */
const overheadShare = 0.25;

/** Prints what a bench would do; starts and writes nothing. */
export async function dryRun(
	input: ConfigInput,
	env: Record<string, string | undefined>,
	json: boolean,
): Promise<void> {
	const plan = await planHere(env, input);
	const { total, reused } = countPlan(plan);
	const [ollamaUrl = ''] = Object.values(plan.config.gpus);
	const files = await listModels(here().ollama(ollamaUrl));
	// Another machine's or container's card is not seen from here; that of this one would be the wrong one.
	const isHere = isOnThisMachine(ollamaUrl);
	const card = isHere ? await gpuMemoryBytes() : null;
	const models = plan.models.map((model) => {
		const cells = countCells(blockOf(plan, model)) - (plan.reused[model.digest] ?? 0);
		const bytes = Math.round((files.find(({ digest }) => digest === model.digest)?.size ?? 0) * (1 + overheadShare));
		return {
			model: model.name,
			parameters: model.parameters,
			cells,
			memory_bytes: bytes,
			fits: card === null ? null : bytes <= card,
		};
	});
	const seconds = ((total - reused) * plan.config.num_predict) / assumedTokensPerSecond;
	const judgeLoads = plan.judge?.weights ? 1 : 0;
	const loads = models.filter(({ cells }) => cells > 0).length + judgeLoads;
	const summary = {
		cells: total,
		reused,
		loads,
		models,
		judges: plan.judges,
		auto_judge: plan.judge ?? null,
		gpu_memory_bytes: card,
		at_most_seconds: Math.round(seconds),
		notes: plan.notes,
	};
	if (json) return print(JSON.stringify(summary, null, 2));
	const gb = (bytes: number) => `${(bytes / 1e9).toFixed(1)} GB`;
	const factors = [
		countOf(plan.models.length, 'model'),
		countOf(plan.prompts.length, 'prompt'),
		countOf(plan.scenarios.count, 'scenario'),
		countOf(plan.config.repeats, 'repeat'),
	];
	const lines = models.map(({ model, parameters, cells, memory_bytes, fits }) => {
		const unseen = isHere ? ' (no GPU seen here)' : '';
		const verdict = fits === null ? unseen : ` (${fits ? 'fits' : 'does NOT fit'} ${gb(card ?? 0)})`;
		return `  ${model}: ${(parameters / 1e9).toFixed(2)} B parameters, about ${gb(memory_bytes)}${verdict}, ${countOf(cells, 'cell')}`;
	});
	print(
		[
			`${countOf(total, 'cell')} = ${factors.join(' × ')}`,
			...(reused > 0 ? [`${reused} of them are in experiment ${plan.config.experiment} already and are reused`] : []),
			countOf(loads, 'model load'),
			...lines,
			...judgeLines(plan),
			`at most about ${duration(seconds)}, if every answer takes all ${plan.config.num_predict} tokens at ${assumedTokensPerSecond} tokens/s`,
			...plan.notes.map((note) => `note: ${note}`),
		].join('\n'),
	);
}

/** Who judges, and what an auto judge would be asked with. */
function judgeLines({ judges, judge, config }: BenchPlan): string[] {
	const kinds = [judges.lazy, judges.auto].filter((kind) => kind !== null).join(' and ');
	const share = Math.round(config.spot_check * 100);
	const checks = judges.lazy !== null && judges.auto !== null ? `, ${judges.lazy} a share of ${share} %` : '';
	if (judge === undefined) return [`judged by ${kinds}${checks}`];
	const { model, weights, samples, most_at_once: atOnce, most_cost: most, context } = judge;
	const where = weights === null ? `behind an endpoint, ${atOnce} at once` : `on Ollama, loaded after the last model`;
	const money = most === null ? '' : `, for ${most} at most`;
	const asked = `${model} ${where}, ${countOf(samples, 'sample')} a run, context ${context}${money}`;
	return [`judged by ${kinds}${checks}`, `  ${judge.kind}: ${asked}`];
}
