import { MockActivityEnvironment } from '@temporalio/testing';
import { judgmentActivities } from '../activities/judgments';
import { createCatalog } from '../catalog/catalog';
import type { JudgePlan, SpotCheckOrder, UnjudgedQuestion } from '../contracts/judge';
import type { AutoJudgment } from '../domain/judging/auto-judgment';
import type { JudgeTiers } from '../domain/judging/judge-kinds';
import { projectRoot } from '../machine/folders';
import { createMlflow } from '../mlflow/client';
import { ensureExperiment } from '../mlflow/experiments';
import { createRun, fillRun } from '../mlflow/record-run';
import { changing } from '../mlflow/revision';
import { createClients } from '../planning/clients';
import { rawRuns, type SeenRun } from './raw-mlflow';
import { runContent } from './run-content';
import { testStack } from './stack';

export const bothTiers: JudgeTiers = { lazy: 'claude-code', auto: 'haiku' };
let made = 0;

/** An experiment of its own, and what the auto tier does with it: by the activities themselves, on a real MLflow. */
export type JudgedRuns = Awaited<ReturnType<typeof openJudgedRuns>>;

/** @param tags of the experiment, beside its rubric's @param name of the experiment; one that is new unless given */
export async function openJudgedRuns(
	tags: Readonly<Record<string, string>> = {},
	url = testStack().mlflow,
	name?: string,
) {
	made += 1;
	const experiment = name ?? `judged-runs-${Date.now()}-${made}`;
	const catalog = createCatalog(projectRoot());
	const clients = createClients({});
	const mlflow = createMlflow(url);
	const rubric = await catalog.rubric('tip-v1');
	const rubricTags = { rubric: rubric.name, rubric_hash: rubric.hash };
	const { id } = await ensureExperiment(mlflow, experiment, { ...rubricTags, ...tags });
	const at = { mlflow_url: url, experiment, experiment_id: id };
	const activities = judgmentActivities({
		catalog,
		clients,
		env: {},
		exportDir: '',
		spoolDir: '',
		say: () => undefined,
	});
	const inActivity = <Args extends unknown[], Result>(work: (...args: Args) => Promise<Result>, ...args: Args) =>
		new MockActivityEnvironment().run(work, ...args) as Promise<Result>;
	let cells = 0;
	const addRun = async (
		judges: JudgeTiers,
		candidates: readonly string[] = [`tip ${made}-${cells}`],
		model = 'm:1b',
		scenarioName?: string,
	) => {
		const content = await runContent(candidates, model);
		const scenario = { ...content.scenario, ...(scenarioName !== undefined && { name: scenarioName }) };
		const scores =
			candidates.length === 0 ? { relevance: 1, actionability: 1, tone: 1, format_ok: 0, overlong: 0 } : null;
		const named = { name: scenario.name, hash: scenario.hash };
		const cell = { ...content.cell, key: `${experiment}-${cells}`, scenario: named };
		const run = { experimentId: id, bench: experiment, cell, startedAt: 1_700_000_000_000 + cells };
		cells += 1;
		const runId = await createRun(mlflow, run);
		const filled = { ...content, scenario, cell, judges, scores, bench: experiment };
		await changing(mlflow, id, (writer) => fillRun(writer, runId, filled));
		return runId;
	};
	return {
		...{ experiment, at, mlflow, rubric, addRun },
		plan: (more: Partial<JudgePlan['judge']> = {}, again = false): JudgePlan => ({
			at,
			rubric: { name: rubric.name, hash: rubric.hash },
			judge: { ...judge, ...more },
			...{ gpus: {}, again, planned_at: 0, notes: [] },
		}),
		record: (plan: JudgePlan, judgments: readonly AutoJudgment[]) =>
			inActivity(activities.recordJudgments, plan, judgments),
		unjudged: (plan: JudgePlan, question: Partial<UnjudgedQuestion> = {}) =>
			inActivity(activities.unjudgedRuns, plan, { most: 100, from: 0, since: 0, count: false, ...question }),
		draw: (order: SpotCheckOrder) => inActivity(activities.drawSpotChecks, at, rubric.name, order),
		run: async (id: string): Promise<SeenRun> => {
			const run = (await rawRuns(experiment, url)).find(({ info }) => info.run_id === id);
			if (run === undefined) throw new Error(`no run ${id}`);
			return run;
		},
		close: async () => {
			await Promise.all([clients.close(), mlflow.connections.destroy()]);
		},
	};
}

const judge: JudgePlan['judge'] = {
	...{ kind: 'haiku', model: 'claude-haiku', samples: 1, most_at_once: 1, most_cost: null },
	...{ hash: 'hash-of-haiku', evidence: true, weights: null, context: 8192 },
};

/** What an auto judge made of a run: this score on every dimension, or nothing. */
export function autoJudgment(run_id: string, score: number | null, more: Partial<AutoJudgment> = {}): AutoJudgment {
	return {
		run_id,
		scores: score === null ? null : { relevance: score, actionability: score, tone: score },
		unscored: score === null ? { reason: 'refused', detail: 'it would not' } : null,
		...{ spread: {}, rationale: null, requests: 1, prompt_tokens: 3_000, output_tokens: 40, prompt_eval_s: 0.5 },
		...{ cost: 0.25, judged_at: 1_700_000_100_000 },
		...more,
	};
}
