import type { Catalog } from '../catalog/catalog';
import type { JudgeActivities, JudgeGpuActivities, JudgeItem } from '../contracts/judge';
import { TipBenchError } from '../domain/errors';
import { judgeHash } from '../domain/judging/auto/judge-hash';
import { askEndpoint } from '../endpoint/ask';
import { askOllama } from '../judging/auto/ask-ollama';
import { itemOfRun } from '../judging/auto/item-of-run';
import { type JudgeBy, judgeRun } from '../judging/auto/judge-run';
import { createKnownItems, type KnownItems } from '../judging/auto/known-items';
import { withSignal } from '../mlflow/client';
import { planJudge } from '../planning/plan-judge';
import { unchanged } from '../planning/unchanged';
import { newestBench } from './bench-mlflow';
import type { Dependencies, GpuDependencies } from './dependencies';
import { keptJudgments } from './kept-judgments';
import { sameModel } from './same-model';
import { whileHeartbeating } from './while-heartbeating';

/** What an auto judge is planned by, and asked for by an endpoint. */
export function judgeActivities(
	dependencies: Dependencies,
	known: KnownItems = createKnownItems(),
): Pick<JudgeActivities, 'planJudge' | 'judgeByEndpoint'> {
	const { catalog, clients, spoolDir, say } = dependencies;
	const kept = keptJudgments(spoolDir, say);
	return {
		planJudge: (order) => whileHeartbeating(() => planJudge(dependencies, order, newestBench)),
		judgeByEndpoint: (item) =>
			whileHeartbeating((signal) =>
				kept.once(item, async () => {
					const by = await plannedJudge(catalog, item);
					if (by.judge.api !== 'openai') throw changed(item);
					const endpoint = clients.endpoint(by.judge);
					const mlflow = withSignal(clients.mlflow(item.at.mlflow_url), signal);
					const about = known.get(by.rubric, item.run_id) ?? (await itemOfRun(mlflow, by.rubric, item.run_id));
					const judgment = await judgeRun(by, item.run_id, about, (question) =>
						askEndpoint(endpoint, question, signal),
					);
					return sameModel(item, judgment);
				}),
			),
	};
}

/** Takes the turn at an Ollama for something. */
type InTurn = <T>(url: string, work: (signal: AbortSignal) => Promise<T>) => Promise<T>;

/** What an auto judge is asked for on a GPU. */
export function judgeGpuActivities(
	{ catalog, clients, spoolDir, say }: GpuDependencies,
	inTurn: InTurn,
): JudgeGpuActivities {
	const kept = keptJudgments(spoolDir, say);
	return {
		judgeOnGpu: async (item) => {
			const { ollama_url: url } = item;
			const by = await plannedJudge(catalog, item);
			const { weights, model, context } = item.judge;
			if (weights === null || url === null) throw changed(item);
			// Before the turn, so that the GPU never waits for MLflow.
			const about = await whileHeartbeating((signal) =>
				itemOfRun(withSignal(clients.mlflow(item.at.mlflow_url), signal), by.rubric, item.run_id),
			);
			const ollama = clients.ollama(url);
			// Looked for within the turn: an earlier attempt may have held it until now.
			return inTurn(url, (signal) =>
				kept.once(item, () =>
					judgeRun(by, item.run_id, about, (question) =>
						askOllama(ollama, { model, context, weights }, question, signal),
					),
				),
			);
		},
	};
}

/**
 * The judge of a plan from the files of this worker.
 * @throws TipBenchError PromptChanged, JudgeChanged, UnknownName, DataFileInvalid
 */
async function plannedJudge(catalog: Catalog, { judge: planned, rubric: named }: JudgeItem): Promise<JudgeBy> {
	const rubric = unchanged(named, await catalog.rubric(named.name), catalog);
	const [judge, rule] = await Promise.all([catalog.autoJudge(planned.kind), catalog.rubricRule(named.name)]);
	if (judgeHash(judge, rubric, rule, planned.weights?.digest ?? null) === planned.hash) return { judge, rubric, rule };
	throw new TipBenchError(
		'JudgeChanged',
		`${planned.kind} is another judge here (${catalog.root}) than when its work was planned: its file, the rule beside ${named.name}, or this program has changed; put it back, or start \`judge auto\` again`,
	);
}

function changed({ judge }: JudgeItem): TipBenchError {
	return new TipBenchError(
		'JudgeChanged',
		`${judge.kind} is no longer asked where it was when its work was planned; start \`judge auto\` again`,
	);
}
