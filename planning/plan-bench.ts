import { access, constants } from 'node:fs/promises';
import type { Catalog } from '../catalog/catalog';
import type { NamedHash } from '../domain/bench/cell';
import { type Config, type ConfigInput, parseConfig, readKey } from '../domain/bench/config';
import type { BenchPlan, ResolvedConfig } from '../domain/bench/plan';
import { distinctPrompts } from '../domain/bench/prompt';
import { TipBenchError } from '../domain/errors';
import { rubricFaults } from '../domain/judging/rubric';
import { defaultMlflowUrl, readMlflowUrl, readOllamaUrl } from '../domain/urls';
import { makeFolder } from '../machine/whole-file';
import type { Mlflow } from '../mlflow/client';
import { ensureExperiment, findExperiment, setExperimentTag } from '../mlflow/experiments';
import { turnKey } from '../ollama/turn';
import type { Clients } from './clients';
import { countReused } from './count-reused';
import { type FaultList, faultList } from './fault-list';
import { gpuAddresses } from './gpu-addresses';
import type { ModelPlan } from './plan-models';
import { planOnAll } from './plan-on-all';

/** What a plan is made from, beside a person's input. */
export interface PlanSources {
	readonly catalog: Catalog;
	readonly clients: Clients;
	/** OLLAMA_HOST and MLFLOW_TRACKING_URI are read from here. */
	readonly env: Readonly<Record<string, string | undefined>>;
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
	const faults = faultList('faults' in parsed ? parsed.faults : []);
	const { prompts, notes, rubric, scenarios } = await readDataFiles(catalog, input, faults);
	if ('faults' in parsed || rubric === undefined || scenarios === undefined) throw faults.asError();
	faults.throwIfAny();

	const config = resolve(parsed.config, env, exportDir, faults);
	if (!dryRun) await faults.found(writable(config.export_dir));
	faults.throwIfAny();
	const mlflow = clients.mlflow(config.mlflow_url);
	const [models, experiment] = await Promise.all([
		lookUpModels(clients, config),
		findExperiment(mlflow, config.experiment),
	]);
	faults.add(...models.faults, ...rubricFaults(config.experiment, experiment?.tags ?? {}, rubric));
	faults.throwIfAny();

	const tags = { rubric: rubric.name, rubric_hash: rubric.hash };
	const experiment_id = dryRun && experiment === null ? '' : await experimentFor(mlflow, config.experiment, tags);
	const plan = {
		config,
		experiment_id,
		models: models.models,
		prompts: prompts.map(nameOf),
		scenarios: { count: scenarios.count, hash: scenarios.hash },
		rubric: nameOf(rubric),
		notes: [...parsed.notes, ...notes, ...models.notes],
	};
	if (experiment === null) return { ...plan, reused: {} };
	const { reused, note } = await countReused(catalog, mlflow, plan);
	return { ...plan, notes: [...plan.notes, ...note], reused };
}

/** What the input names of the data folders, however many faults the rest of it has. */
async function readDataFiles(catalog: Catalog, input: ConfigInput | null, faults: FaultList) {
	const names = readKey(input, 'prompts') ?? [];
	const found = await Promise.all(names.map((name) => faults.found(catalog.prompt(name))));
	const distinct = distinctPrompts(found.filter((prompt) => prompt !== undefined));
	const rubricName = readKey(input, 'rubric');
	const rubric = rubricName === undefined ? undefined : await faults.found(catalog.rubric(rubricName));
	const scenarios = await faults.found(catalog.scenarioSet(readKey(input, 'n_scenarios') ?? 0));
	return { ...distinct, rubric, scenarios };
}

/** The models as the Ollama of every GPU has them. */
function lookUpModels(clients: Clients, { gpus, models, max_model_b }: ResolvedConfig): Promise<ModelPlan> {
	const [first, ...others] = Object.entries(gpus).map(([queue, url]) => ({ queue, ollama: clients.ollama(url) }));
	if (first === undefined) throw new TipBenchError('InvalidConfig', 'gpus: must name at least one');
	return planOnAll(first, others, models, max_model_b);
}

function resolve(config: Config, env: PlanSources['env'], exportDir: string, faults: FaultList): ResolvedConfig {
	const read = (readUrl: (text: string) => string, text: string) => {
		try {
			return readUrl(text);
		} catch (error) {
			faults.note(error);
			return text;
		}
	};
	const ollamaUrl = read(readOllamaUrl, config.ollama_url ?? env.OLLAMA_HOST ?? '');
	const gpus = Object.entries(gpuAddresses(config, ollamaUrl));
	const addresses = gpus.map(([, url]) => read(readOllamaUrl, url));
	if (new Set(addresses.map((url) => (URL.canParse(url) ? turnKey(url) : url))).size < addresses.length) {
		faults.add('gpus: two queues have one Ollama; each GPU needs its own');
	}
	return {
		...config,
		ollama_url: ollamaUrl,
		mlflow_url: read(readMlflowUrl, config.mlflow_url ?? env.MLFLOW_TRACKING_URI ?? defaultMlflowUrl),
		gpus: Object.fromEntries(gpus.map(([queue], at) => [queue, addresses[at] ?? ''])),
		export_dir: config.export_dir ?? exportDir,
	};
}

/** The experiment's id; one that was not made by a bench learns its rubric now. */
async function experimentFor(mlflow: Mlflow, name: string, tags: Readonly<Record<string, string>>): Promise<string> {
	const experiment = await ensureExperiment(mlflow, name, tags);
	for (const [key, value] of Object.entries(tags)) {
		if (experiment.tags[key] === undefined) await setExperimentTag(mlflow, experiment.id, key, value);
	}
	return experiment.id;
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
