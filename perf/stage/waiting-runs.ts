import type { AutoJudgment } from '../../domain/judging/auto-judgment';
import { autoMetrics, keptAuto } from '../../domain/judging/auto-kept';
import { mapLimit } from '../../machine/map-limit';
import { closeMlflow, createMlflow, type MlflowWriter } from '../../mlflow/client';
import { commitBatchOf } from '../../mlflow/commit-batch';
import { ensureExperiment } from '../../mlflow/experiments';
import { judgmentTags } from '../../mlflow/judgments';
import { type Batch, logBatch } from '../../mlflow/log-batch';
import { changing } from '../../mlflow/revision';
import { batchOf } from '../../mlflow/run-batch';
import type { RunContent } from '../../mlflow/run-content';
import { oneRunSchema } from '../../mlflow/run-schema';
import { drawTags, tierTag } from '../../mlflow/run-tiers';
import { call } from '../../mlflow/transport';
import { contentsOf } from './run-contents';
import type { PerfStage } from './stage';

/** An experiment whose runs wait for a score. */
export interface WaitingRuns {
	readonly experiment: string;
	readonly id: string;
	readonly runIds: readonly string[];
}

/** As many as MLflow is asked at once. */
const lanes = 2;
let made = 0;

/**
 * Makes runs as a bench leaves them, in two requests each instead of five: MLflow takes all tags with the creation, and
 * the numbers behind it.
 * @param scored whether the auto tier has scored them already
 */
export async function makeWaitingRuns(stage: PerfStage, count: number, scored: boolean): Promise<WaitingRuns> {
	made += 1;
	const experiment = `perf-waiting-${process.pid}-${made}`;
	const mlflow = createMlflow(stage.mlflow.address);
	try {
		const contentOf = await contentsOf(experiment, { lazy: 'claude-code', auto: scored ? autoJudge.kind : null });
		const { rubric } = contentOf(0);
		const { id } = await ensureExperiment(mlflow, experiment, { rubric: rubric.name, rubric_hash: rubric.hash });
		stage.say(`making ${count} runs that wait for a score …`);
		const numbers = Array.from({ length: count }, (_each, at) => at);
		const make = (writer: MlflowWriter) => async (at: number) => {
			if (at > 0 && at % 1_000 === 0) stage.say(`  ${at} so far`);
			return makeRun(writer, id, at, contentOf(at), scored);
		};
		const runIds = await changing(mlflow, id, (writer) => mapLimit(numbers, lanes, make(writer), 'stop'));
		return { experiment, id, runIds };
	} finally {
		await closeMlflow(mlflow);
	}
}

async function makeRun(
	mlflow: MlflowWriter,
	experiment_id: string,
	at: number,
	content: RunContent,
	scored: boolean,
): Promise<string> {
	const { params, metrics, tags } = batchOf(content);
	const auto = scored ? autoBatch(content, at) : { metrics: [], tags: [] };
	// The marks last, so that the auto tier's are as they are behind its scores.
	const all = new Map([...tags, ...commitBatchOf(content).tags, ...auto.tags].map((each) => [each.key, each]));
	const start_time = 1_700_000_000_000 + at;
	const body = { experiment_id, run_name: `run ${at}`, start_time, tags: [...all.values()] };
	const { run } = await call(mlflow, { method: 'POST', path: 'mlflow/runs/create', body }, oneRunSchema);
	await logBatch(mlflow, run.info.run_id, { params, metrics: [...metrics, ...auto.metrics], tags: [] });
	return run.info.run_id;
}

const autoJudge = { kind: 'haiku', hash: 'a'.repeat(64), evidence: true };

/** What the auto tier and its draw leave on a run. */
function autoBatch({ rubric, flags }: RunContent, at: number): Pick<Batch, 'metrics' | 'tags'> {
	const judgment: AutoJudgment = {
		run_id: '',
		scores: { relevance: 1 + (at % 5), actionability: 1 + ((at + 2) % 5), tone: 3 },
		...{ unscored: null, spread: {}, rationale: null, requests: 1, prompt_tokens: 3_900, output_tokens: 160 },
		...{ prompt_eval_s: 0.5, cost: 0.001, judged_at: 1_700_000_100_000 },
	};
	const kept = keptAuto(rubric, autoJudge, judgment, undefined, flags);
	const values = Object.entries(autoMetrics(judgment, kept, false));
	const tags = {
		...judgmentTags(kept),
		...{ [tierTag.judgedBy]: autoJudge.kind, [tierTag.judgedAt]: kept.given?.judged_at ?? '' },
		...{ [tierTag.hash]: autoJudge.hash, [tierTag.evidence]: 'true', [tierTag.pending]: 'false' },
		...drawTags({ drawn: true, chance: 1, why: 'chance', id: 'perf' }),
	};
	return {
		metrics: values.map(([key, value]) => ({ key, value, timestamp: judgment.judged_at, step: 1 })),
		tags: Object.entries(tags).map(([key, value]) => ({ key, value })),
	};
}
