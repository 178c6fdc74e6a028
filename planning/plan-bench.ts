import { access, constants } from 'node:fs/promises';
import type { Catalog } from '../catalog/catalog';
import type { NamedHash } from '../domain/bench/cell';
import { type ConfigInput, parseConfig, readKey } from '../domain/bench/config';
import type { BenchPlan, ResolvedConfig } from '../domain/bench/plan';
import { distinctPrompts } from '../domain/bench/prompt';
import { placeFaults, placeNotes } from '../domain/bench/prompt-places';
import { TipBenchError } from '../domain/errors';
import { readDelta } from '../domain/judging/disagreement';
import { type JudgeTiers, tiersOf } from '../domain/judging/judge-kinds';
import { rubricFaults } from '../domain/judging/rubric';
import { readMinKappa } from '../domain/ranking/agreement/min-kappa';
import type { Env } from '../machine/environment/kinds';
import { makeFolder } from '../machine/make-folder';
import type { Mlflow } from '../mlflow/client';
import { ensureExperiment, findExperiment, setExperimentTag } from '../mlflow/experiments';
import { type PromptSources, withActivePrompt } from './active-prompt';
import { checkGate } from './check-gate';
import { type CheckedJudge, checkJudge } from './check-judge';
import type { Clients } from './clients';
import { countReused } from './count-reused';
import { beginningWith, type FaultList, faultList } from './fault-list';
import { ollamasOf } from './gpu-ollamas';
import type { JudgeSetting } from './judge-setting';
import type { ModelPlan } from './plan-models';
import { planOnAll } from './plan-on-all';
import { type AddressSources, addressSources, resolveConfig } from './resolve-config';
import { dataPlace } from './unchanged';

/** What a plan is made from, beside a person's input. */
export interface PlanSources {
	readonly catalog: Catalog;
	readonly clients: Clients;
	/** OLLAMA_HOST and MLFLOW_TRACKING_URI are read from here. */
	readonly env: Env;
	/** Where judge files go when a bench does not say. */
	readonly exportDir: string;
}

/**
 * Decides all of a bench before anything loads.
 * @param dryRun looks only: the experiment is not made where it does not exist
 * @throws TipBenchError InvalidConfig with every fault, ExperimentDeleted, OllamaUnavailable, MlflowUnavailable, MlflowRefused
 */
export async function planBench(
	{ catalog, clients, env, exportDir }: PlanSources,
	input: ConfigInput | null,
	{ dryRun = false } = {},
): Promise<BenchPlan> {
	const parsed = parseConfig(input);
	const faults = 'faults' in parsed ? faultList(parsed.faults, []) : faultList([], parsed.notes);
	const named = await namesOf({ catalog, env }, input, faults);
	const { prompts, notes, rubric, scenarios } = await readDataFiles(catalog, input, named.names, faults);
	const judges = await readTiers(catalog, input, faults);
	if ('faults' in parsed || rubric === undefined || scenarios === undefined || judges === undefined)
		throw faults.asError();
	faults.throwIfAny();

	const asNamed = { ...parsed.config, prompts: named.names };
	const config = resolveConfig(asNamed, { env, exportDir, isWorker: !dryRun }, faults);
	if (!dryRun) await faults.found(writable(config.export_dir));
	faults.throwIfAny();
	const sources = addressSources(parsed.config, !dryRun);
	const mlflow = clients.mlflow(config.mlflow_url, sources.mlflow);
	const [models, experiment] = await Promise.all([
		lookUpModels(clients, config, sources),
		findExperiment(mlflow, config.experiment),
	]);
	beginningWith('models: ', faults).add(...models.faults);
	faults.add(...rubricFaults(config.experiment, experiment?.tags ?? {}, rubric));
	const judge = await judgeOf({ catalog, clients }, faults, {
		config,
		judges,
		rubric,
		sources,
		contestants: models.models,
	});
	const planned = models.models.flatMap(({ name: model }) => prompts.map(({ name: prompt }) => ({ model, prompt })));
	const gate = await checkGate(mlflow, { config, rubric, judges, experiment, planned });
	faults.add(...gate.faults);
	faults.throwIfAny();

	const tags = { rubric: rubric.name, rubric_hash: rubric.hash };
	const experiment_id = dryRun && experiment === null ? '' : await experimentFor(mlflow, config.experiment, tags);
	if (!dryRun) await keepLimits(mlflow, experiment_id, experiment?.tags ?? {}, config);
	const plan = {
		config,
		experiment_id,
		models: models.models,
		prompts: prompts.map(nameOf),
		scenarios: { count: scenarios.count, hash: scenarios.hash },
		rubric: nameOf(rubric),
		judges,
		...(judge && { judge: judge.judge }),
		planned_by: await dataPlace(catalog),
		notes: [...parsed.notes, ...named.notes, ...notes, ...models.notes, ...(judge?.notes ?? []), ...gate.notes],
	};
	if (experiment === null) return { ...plan, reused: {} };
	const { reused, note } = await countReused(catalog, mlflow, plan);
	return { ...plan, notes: [...plan.notes, ...note], reused };
}

/** The prompt versions that the input means. */
async function namesOf(sources: PromptSources, input: ConfigInput | null, faults: FaultList) {
	const found = withActivePrompt(sources, readKey(input, 'prompts') ?? []);
	return (await beginningWith('prompts: ', faults).found(found)) ?? { names: [], notes: [] };
}

/** What the input names of the data folders, however many faults the rest of it has. */
async function readDataFiles(catalog: Catalog, input: ConfigInput | null, names: readonly string[], faults: FaultList) {
	const ofPrompts = beginningWith('prompts: ', faults);
	const found = await Promise.all(names.map((name) => ofPrompts.found(catalog.prompt(name))));
	const there = found.filter((prompt) => prompt !== undefined);
	const rubricName = readKey(input, 'rubric');
	const rubric =
		rubricName === undefined ? undefined : await beginningWith('rubric: ', faults).found(catalog.rubric(rubricName));
	const scenarios = await faults.found(catalog.scenarioSet(readKey(input, 'n_scenarios') ?? 0));
	if (scenarios !== undefined) ofPrompts.add(...placeFaults(there, scenarios.scenarios));
	const distinct = distinctPrompts(there);
	const notes = [...distinct.notes, ...placeNotes(distinct.prompts, scenarios?.scenarios ?? [])];
	return { prompts: distinct.prompts, notes, rubric, scenarios };
}

/** Who judges, by tier. */
async function readTiers(catalog: Catalog, input: ConfigInput | null, faults: FaultList) {
	const kinds = readKey(input, 'judge_kind');
	if (kinds === undefined) return undefined;
	const found = tiersOf(kinds, await catalog.autoJudgeNames());
	if ('tiers' in found) return found.tiers;
	faults.add(...found.faults);
	return undefined;
}

/** The judge of the auto tier, checked; `null` where there is none, and where it has faults. */
function judgeOf(
	from: Pick<PlanSources, 'catalog' | 'clients'>,
	faults: FaultList,
	{ config, judges, ...setting }: JudgeOfBench,
): Promise<CheckedJudge | null> {
	const { gpus, max_model_b, max_judge_b } = config;
	if (judges.auto === null) return Promise.resolve(null);
	const limit =
		max_judge_b === undefined ? { most: max_model_b, key: 'max_model_b' } : { most: max_judge_b, key: 'max_judge_b' };
	return checkJudge(from, faults, { ...setting, kind: judges.auto, key: 'judge_kind', gpus, limit });
}

interface JudgeOfBench extends Pick<JudgeSetting, 'rubric' | 'sources' | 'contestants'> {
	readonly config: ResolvedConfig;
	readonly judges: JudgeTiers;
}

/** The models as the Ollama of every GPU has them. */
function lookUpModels(
	clients: Clients,
	{ gpus, models, max_model_b }: ResolvedConfig,
	sources: AddressSources,
): Promise<ModelPlan> {
	const [first, ...others] = ollamasOf(clients, gpus, sources);
	return planOnAll(first, others, models, { most: max_model_b, key: 'max_model_b' });
}

/** The experiment's id; one that was not made by a bench learns its rubric now. */
async function experimentFor(mlflow: Mlflow, name: string, tags: Readonly<Record<string, string>>): Promise<string> {
	const experiment = await ensureExperiment(mlflow, name, tags);
	for (const [key, value] of Object.entries(tags)) {
		if (experiment.tags[key] === undefined) await setExperimentTag(mlflow, experiment.id, key, value);
	}
	return experiment.id;
}

/** What lists disagreements, ranks or asks a gate knows the newest bench's limits by the experiment alone. */
async function keepLimits(
	mlflow: Mlflow,
	id: string,
	tags: Readonly<Record<string, string>>,
	{ judge_delta, min_kappa }: Pick<ResolvedConfig, 'judge_delta' | 'min_kappa'>,
): Promise<void> {
	if (readDelta(tags.judge_delta) !== judge_delta)
		await setExperimentTag(mlflow, id, 'judge_delta', String(judge_delta));
	if (readMinKappa(tags.min_kappa) !== min_kappa) await setExperimentTag(mlflow, id, 'min_kappa', String(min_kappa));
}

async function writable(folder: string): Promise<void> {
	try {
		await makeFolder(folder);
		await access(folder, constants.W_OK);
	} catch (error) {
		throw new TipBenchError('ExportUnwritable', `export_dir: cannot write into ${folder}: ${(error as Error).message}`);
	}
}

function nameOf({ name, hash }: NamedHash): NamedHash {
	return { name, hash };
}
