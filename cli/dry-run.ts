import type { ConfigInput } from '../domain/bench/config';
import type { BenchPlan } from '../domain/bench/plan';
import { countOf } from '../domain/wording';
import { isOnThisMachine } from '../ollama/on-this-machine';
import { planSources } from '../places/plan-sources';
import { planBench } from '../planning/plan-bench';
import { assumedTokensPerSecond, firstOllamaUrl, type PlanSummary, summarisePlan } from '../planning/plan-summary';
import { here } from './here';
import { print } from './output';
import { duration } from './progress-line';

/** Prints what a bench would do; starts and writes nothing. */
export async function dryRun(input: ConfigInput, json: boolean): Promise<void> {
	const plan = await planBench(planSources(here()), input, { dryRun: true });
	const summary = await summarisePlan(plan, here().ollama(firstOllamaUrl(plan)));
	print(json ? JSON.stringify(summary, null, 2) : summaryLines(plan, summary).join('\n'));
}

function summaryLines(plan: BenchPlan, summary: PlanSummary): string[] {
	const { cells: total, reused, loads, at_most_seconds: seconds } = summary;
	const factors = [
		countOf(plan.models.length, 'model'),
		countOf(plan.prompts.length, 'prompt'),
		countOf(plan.scenarios.count, 'scenario'),
		countOf(plan.config.repeats, 'repeat'),
	];
	return [
		`${countOf(total, 'cell')} = ${factors.join(' × ')}`,
		...(reused > 0 ? [`${reused} of them are in experiment ${plan.config.experiment} already and are reused`] : []),
		countOf(loads, 'model load'),
		...modelLines(summary, isOnThisMachine(firstOllamaUrl(plan))),
		...judgeLines(plan),
		`at most about ${duration(seconds)}, if every answer takes all ${plan.config.num_predict} tokens at ${assumedTokensPerSecond} tokens/s`,
		...plan.notes.map((note) => `note: ${note}`),
	];
}

function modelLines({ models, gpu_memory_bytes: card }: PlanSummary, isHere: boolean): string[] {
	const gb = (bytes: number) => `${(bytes / 1e9).toFixed(1)} GB`;
	return models.map(({ model, parameters, cells, memory_bytes, fits }) => {
		const unseen = isHere ? ' (no GPU seen here)' : '';
		const verdict = fits === null ? unseen : ` (${fits ? 'fits' : 'does NOT fit'} ${gb(card ?? 0)})`;
		return `  ${model}: ${(parameters / 1e9).toFixed(2)} B parameters, about ${gb(memory_bytes)}${verdict}, ${countOf(cells, 'cell')}`;
	});
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
