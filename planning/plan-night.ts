import type { NightPlan, NightQuestion } from '../contracts/nightly';
import { TipBenchError } from '../domain/errors';
import { tiersOf } from '../domain/judging/judge-kinds';
import { type GateRowName, rowWords } from '../domain/ranking/gate/row-text';
import { dateIn, mostOfOneDate, nightName } from '../domain/ranking/night/night-name';
import { type NightOrder, readNightOrder } from '../domain/ranking/night/night-order';
import type { Mlflow } from '../mlflow/client';
import { findExperiment } from '../mlflow/experiments';
import { baselineExperiment, hasRow } from '../mlflow/gate-rows';
import { withActivePrompt } from './active-prompt';
import { beginningWith, faultList } from './fault-list';
import type { PlanSources } from './plan-bench';
import { addressSources, resolveConfig } from './resolve-config';

/**
 * Checks what a night is to do, and finds it a name that no experiment has, a deleted one neither: cells of another night
 * would be reused, and nothing would be compared. What its bench needs beside that is the bench's own to check.
 * @throws TipBenchError InvalidConfig with every fault, MlflowUnavailable, MlflowRefused
 */
export async function planNight(sources: PlanSources, input: unknown, question: NightQuestion): Promise<NightPlan> {
	const { order, mlflow, mlflow_url } = await checkNight(sources, input, { isWorker: true });
	const { asked, experiment, bench, notes } = order;
	const date = dateIn(asked.time_zone, question.at);
	for (let number = question.from; number <= mostOfOneDate; number += 1) {
		const name = nightName(experiment, date, number);
		if (!(await isFree(mlflow, name))) continue;
		return {
			...{ asked, experiment: name, number, mlflow_url, notes },
			...{ rubric: order.config.rubric, min_kappa: order.config.min_kappa },
			bench: { ...bench, experiment: name },
			planned: plannedRows(order),
		};
	}
	throw new TipBenchError(
		'InvalidConfig',
		`- experiment: ${mostOfOneDate} experiments have the name ${nightName(experiment, date, 1)} or one that ends in a number; take another`,
	);
}

function plannedRows({ config }: NightOrder): GateRowName[] {
	return config.models.flatMap((model) => config.prompts.map((prompt) => ({ model, prompt })));
}

/** What was found of an order. */
export interface CheckedNight {
	readonly order: NightOrder;
	readonly mlflow: Mlflow;
	readonly mlflow_url: string;
	readonly baseline_id: string;
}

/**
 * The rows that an order asks for and its baseline lacks, as people read them.
 * @throws TipBenchError MlflowUnavailable or MlflowRefused
 */
export async function lackingRows({ order, mlflow, baseline_id }: CheckedNight): Promise<string[]> {
	const lacking: string[] = [];
	for (const row of plannedRows(order)) {
		// A model without a tag means its `latest`, as Ollama reads it.
		const isThere = (await hasRow(mlflow, baseline_id, row)) || (await hasRow(mlflow, baseline_id, latest(row)));
		if (!isThere) lacking.push(rowWords(row));
	}
	return lacking;
}

function latest({ model, prompt }: GateRowName): GateRowName {
	return { model: `${model}:latest`, prompt };
}

/**
 * Checks an order against the data files and MLflow.
 * @param isWorker whether variables are a worker's, which whoever gave the order does not see
 * @throws TipBenchError InvalidConfig with every fault, MlflowUnavailable, MlflowRefused
 */
export async function checkNight(
	{ catalog, clients, env, exportDir }: PlanSources,
	input: unknown,
	{ isWorker }: { readonly isWorker: boolean },
): Promise<CheckedNight> {
	const read = readNightOrder(input);
	if ('faults' in read) throw faultList(read.faults, read.notes).asError();
	const { config, asked } = read.order;
	const faults = faultList([], read.order.notes);
	const named = await beginningWith('prompts: ', faults).found(withActivePrompt({ catalog, env }, config.prompts));
	faults.add(...tierFaults(config.judge_kind, await catalog.autoJudgeNames()));
	const rubric = await faults.found(catalog.rubric(config.rubric));
	const { mlflow_url } = resolveConfig(config, { env, exportDir, isWorker }, faults);
	faults.throwIfAny();
	const mlflow = clients.mlflow(mlflow_url, addressSources(config, isWorker).mlflow);
	if (rubric === undefined || named === undefined) throw faults.asError();
	// The bench has the prompts that the night was planned with, whatever is promoted in between.
	const order = {
		...read.order,
		bench: { ...read.order.bench, prompts: named.names },
		config: { ...config, prompts: named.names },
		notes: [...read.order.notes, ...named.notes],
	};
	const baseline = await baselineExperiment(mlflow, asked.baseline_experiment, rubric);
	if ('id' in baseline) return { order, mlflow, mlflow_url, baseline_id: baseline.id };
	faults.add(...baseline.faults.map((each) => `nightly.${each}`));
	throw faults.asError();
}

/** Nobody sits down at night: a bench that waits for a person would keep all later nights from being run. */
function tierFaults(kinds: readonly string[], autoNames: readonly string[]): readonly string[] {
	const found = tiersOf(kinds, autoNames);
	if ('faults' in found) return found.faults;
	const { lazy, auto } = found.tiers;
	if (lazy === null && auto !== null) return [];
	return [
		`judge_kind: must be one auto kind alone (a file in auto-judges/, or ollama/TAG), but is ${kinds.join(',')}: a night waits for no person`,
	];
}

async function isFree(mlflow: Mlflow, name: string): Promise<boolean> {
	try {
		return (await findExperiment(mlflow, name)) === null;
	} catch (error) {
		if (error instanceof TipBenchError && error.code === 'ExperimentDeleted') return false;
		throw error;
	}
}
