import type { z } from 'zod';
import type { Catalog } from '../catalog/catalog';
import { type JudgeOrder, type JudgePlan, judgeOrderSchema } from '../contracts/judge';
import type { BenchMemo } from '../contracts/workflows';
import { type Config, parseConfig } from '../domain/bench/config';
import { readInput } from '../domain/bench/config-input';
import { clipText } from '../domain/clip';
import { isAutoKind } from '../domain/judging/judge-kinds';
import { rejudgeTag } from '../domain/judging/rejudge';
import { type Rubric, rubricFaults } from '../domain/judging/rubric';
import { nameHint, nearestName } from '../domain/nearest-name';
import { wantedBy } from '../domain/schema-words';
import { namedAutoKind } from '../mlflow/auto-kinds';
import type { Mlflow } from '../mlflow/client';
import { distinctTags } from '../mlflow/distinct-tags';
import { type Experiment, findExperiment, listExperiments } from '../mlflow/experiments';
import { checkJudge } from './check-judge';
import { type FaultList, faultList } from './fault-list';
import type { PlanSources } from './plan-bench';
import { addressSources, resolveConfig } from './resolve-config';

/** Finds what the newest bench of an experiment keeps with its execution. */
export type FindBench = (experiment: string) => Promise<BenchMemo | null>;

/**
 * Decides all of an auto judge's work on an experiment before anything loads.
 * @param order whatever somebody has started the workflow with
 * @throws TipBenchError InvalidConfig with every fault, ExperimentDeleted, OllamaUnavailable, MlflowUnavailable,
 * MlflowRefused, JudgeUnavailable
 */
export async function planJudge(sources: PlanSources, order: JudgeOrder, newestBench: FindBench): Promise<JudgePlan> {
	const given = readInput(order, () => false);
	const parsed = judgeOrderSchema.safeParse(given.value);
	if (!parsed.success) throw faultList(orderFaults(parsed.error, order), given.notes).asError();
	const { experiment: name, kind, again } = parsed.data;
	const bench = await newestBench(name);
	const settled = settingsOf(parsed.data, bench);
	const faults =
		'faults' in settled ? faultList(settled.faults, []) : faultList([], [...given.notes, ...settled.notes]);
	if ('faults' in settled) throw faults.asError();
	const { clients, catalog, env } = sources;
	const config = resolveConfig(settled.config, { env, exportDir: '', isWorker: true }, faults);
	faults.throwIfAny();
	const places = addressSources(settled.config, true);
	const mlflow = clients.mlflow(config.mlflow_url, places.mlflow);
	const experiment = await experimentOf(mlflow, config.experiment, faults);
	const gpus = bench === null ? await gpusElsewhere(experiment, parsed.data.gpus, newestBench) : undefined;
	if (gpus !== undefined) {
		const planned = await planJudge(sources, { ...parsed.data, gpus }, newestBench);
		return { ...planned, notes: [...given.notes, ...planned.notes] };
	}
	const [rubric, auto, contestants] = await Promise.all([
		rubricOfExperiment(catalog, experiment, faults),
		kind === undefined ? kindOf(catalog, mlflow, experiment, faults) : autoKind(catalog, kind, faults),
		contestantsOf(mlflow, experiment),
	]);
	if (rubric === undefined || auto === undefined) throw faults.asError();
	const limit = { most: config.max_judge_b ?? config.max_model_b, key: 'max_judge_b' };
	const setting = { kind: auto, key: 'kind', rubric, gpus: config.gpus, sources: places, limit, contestants };
	const checked = await checkJudge({ catalog, clients }, faults, setting);
	if (checked === null) throw faults.asError();
	faults.throwIfAny();
	return {
		at: { mlflow_url: config.mlflow_url, experiment: experiment.name, experiment_id: experiment.id },
		rubric: { name: rubric.name, hash: rubric.hash },
		judge: checked.judge,
		gpus: config.gpus,
		again,
		planned_at: Date.now(),
		notes: [...given.notes, ...settled.notes, ...checked.notes],
	};
}

/** An order's settings as those of a bench, by whose rules they are read; what it leaves out is the newest bench's. */
function settingsOf(
	{ experiment, gpus, mlflow_url, max_judge_b }: z.infer<typeof judgeOrderSchema>,
	bench: BenchMemo | null,
): ReturnType<typeof parseConfig> {
	return parseConfig({
		experiment,
		mlflow_url: mlflow_url ?? bench?.mlflow_url,
		gpus: gpus ?? bench?.gpus,
		max_judge_b,
	} satisfies Partial<Record<keyof Config, unknown>>);
}

/** No bench has made the runs of a rejudged experiment: its outputs' bench says where the GPUs are, unless the order does. */
async function gpusElsewhere({ tags }: Experiment, given: unknown, newestBench: FindBench): Promise<BenchMemo['gpus']> {
	const from = tags[rejudgeTag.from];
	return given !== undefined || from === undefined ? undefined : (await newestBench(from))?.gpus;
}

function orderFaults({ issues }: z.ZodError, order: unknown): string[] {
	const known = Object.keys(judgeOrderSchema.shape);
	return issues.flatMap((issue) => {
		if (issue.code !== 'unrecognized_keys') {
			const at = issue.path.length === 0 ? 'the order' : issue.path.join('.');
			return [`${at}: ${wanted(issue)}${order === null || order === undefined ? '; it must name an experiment' : ''}`];
		}
		return issue.keys.map((key) => {
			const nearest = nearestName(key, known);
			const hint = nearest === undefined ? `known are ${known.join(', ')}` : `did you mean ${nearest}?`;
			return `${clipText(key, 80)}: unknown key; ${hint}`;
		});
	});
}

function wanted(issue: z.core.$ZodIssue): string {
	const words = wantedBy(issue);
	return words === null ? issue.message : `must be ${words}`;
}

async function experimentOf(mlflow: Mlflow, name: string, faults: FaultList): Promise<Experiment> {
	const found = await findExperiment(mlflow, name);
	if (found !== null) return found;
	const names = (await listExperiments(mlflow)).map((each) => each.name);
	const hint = nameHint(name, names, 'MLflow has none yet');
	faults.add(`experiment: there is no ${clipText(name, 100)} at ${mlflow.url}; ${hint}`);
	throw faults.asError();
}

/** The rubric that an experiment is scored by; one of the former harness's does not say. */
async function rubricOfExperiment(
	catalog: Catalog,
	{ name, tags }: Experiment,
	faults: FaultList,
): Promise<Rubric | undefined> {
	const found = await faults.found(catalog.rubric(tags.rubric ?? 'tip-v1'));
	if (found !== undefined) faults.add(...rubricFaults(name, tags, found));
	return found;
}

async function autoKind(catalog: Catalog, kind: string, faults: FaultList): Promise<string | undefined> {
	const names = await catalog.autoJudgeNames();
	if (isAutoKind(kind, names)) return kind;
	const hint = nameHint(kind, names, 'auto-judges/ has none');
	faults.add(`kind: ${clipText(kind, 100)} is no auto judge; ${hint}; one on Ollama is written ollama/TAG`);
	return undefined;
}

/** The auto judge that an experiment's runs name. */
async function kindOf(
	catalog: Catalog,
	mlflow: Mlflow,
	experiment: Experiment,
	faults: FaultList,
): Promise<string | undefined> {
	const named = await namedAutoKind(mlflow, experiment, await catalog.autoJudgeNames());
	if ('kind' in named) return named.kind;
	faults.add(`kind: ${named.why}`);
	return undefined;
}

/** The models whose candidates an experiment has. */
async function contestantsOf(mlflow: Mlflow, { id }: Experiment): Promise<{ name: string; digest: string }[]> {
	const digests = await distinctTags(mlflow, id, 'model_digest');
	return digests.map((digest) => ({ name: digest.slice(0, 12), digest }));
}
