import type { OptimizePlan } from '../contracts/optimize';
import type { Prompt } from '../domain/bench/prompt';
import { TipBenchError } from '../domain/errors';
import { optimizeExperiment } from '../domain/optimize/optimize-config';
import { benchOfOrder, type OptimizeOrder, readOptimizeOrder } from '../domain/optimize/optimize-order';
import { findRow } from '../domain/ranking/gate/gate-rows';
import { dateIn } from '../domain/ranking/night/night-name';
import { findExperiment } from '../mlflow/experiments';
import { gateRows } from '../mlflow/gate-rows';
import { withActivePrompt } from './active-prompt';
import { beginningWith, type FaultList, faultList } from './fault-list';
import type { PlanSources } from './plan-bench';
import { addressSources, resolveConfig } from './resolve-config';

/**
 * Checks what a comparison of prompts is asked, and finds out which prompts those are. What its bench needs beside that is
 * the bench's own to check.
 * @param at when it began: milliseconds since 1970 @param isWorker whether variables are a worker's
 * @throws TipBenchError InvalidConfig with every fault, MlflowUnavailable, MlflowRefused
 */
export async function planOptimize(
	sources: PlanSources,
	input: unknown,
	{ at, isWorker }: { readonly at: number; readonly isWorker: boolean },
): Promise<OptimizePlan> {
	const read = readOptimizeOrder(input);
	if ('faults' in read) throw faultList(read.faults, read.notes).asError();
	const { order } = read;
	const faults = faultList([], order.notes);
	const found = await promptsOf(sources, order, faults);
	if (found === undefined) throw faults.asError();
	const { baseline, candidates, notes } = found;
	faults.add(...sameTexts([baseline, ...candidates]));
	faults.throwIfAny();
	const names = { baseline: baseline.name, candidates: candidates.map(({ name }) => name) };
	const experiment = optimizeExperiment(order.experiment, names, order.asked.dated ? dateIn('UTC', at) : null);
	faults.add(...(await strangers(sources, order, { experiment, names, isWorker }, faults)));
	faults.throwIfAny();
	return {
		...{ experiment, model: order.model, bench: benchOfOrder(order, names, experiment) },
		...{ baseline: hashed(baseline), candidates: candidates.map(hashed) },
		notes: [...order.notes, ...notes],
	};
}

/** The prompts that are compared; `undefined` where one cannot be read or none is left, which is a fault. */
async function promptsOf(sources: PlanSources, { asked }: OptimizeOrder, faults: FaultList) {
	const { catalog } = sources;
	const own = await beginningWith('baseline: ', faults).found(withActivePrompt(sources, [asked.baseline]));
	const [name] = own?.names ?? [];
	const others = asked.candidates ?? (await catalog.promptNames()).filter((each) => each !== name);
	const named = await beginningWith('candidates: ', faults).found(withActivePrompt(sources, others));
	if (own === undefined || name === undefined || named === undefined) return undefined;
	if (named.names.includes(name)) faults.add(`candidates: ${name} is the baseline`);
	if (named.names.length === 0)
		faults.add('candidates: there is no prompt version but the baseline; put another into prompts/');
	const baseline = await beginningWith('baseline: ', faults).found(catalog.prompt(name));
	const ofCandidates = beginningWith('candidates: ', faults);
	const found = await Promise.all(named.names.map((each) => ofCandidates.found(catalog.prompt(each))));
	const candidates = found.filter((prompt) => prompt !== undefined);
	if (baseline === undefined || candidates.length < found.length) return undefined;
	return { baseline, candidates, notes: [...new Set([...own.notes, ...named.notes])] };
}

/** A bench takes one text once, so that one of two names would have no cells. */
function sameTexts(prompts: readonly Prompt[]): string[] {
	return prompts.flatMap(({ name, hash }, at) => {
		const first = prompts.findIndex((each) => each.hash === hash);
		return first === at || prompts[first]?.name === name
			? []
			: [`candidates: ${name} has the same text as ${prompts[first]?.name}`];
	});
}

/** Where no candidate is named, a gate chooses among all rows of its experiment: others would be chosen as well. */
async function strangers(
	{ clients, env, exportDir }: PlanSources,
	{ config, model }: OptimizeOrder,
	{ experiment, names, isWorker }: Compared,
	faults: FaultList,
): Promise<string[]> {
	if (names.candidates.length === 1) return [];
	const { mlflow_url } = resolveConfig(config, { env, exportDir, isWorker }, faults);
	faults.throwIfAny();
	const mlflow = clients.mlflow(mlflow_url, addressSources(config, isWorker).mlflow);
	const found = await findExperiment(mlflow, experiment).catch((error: unknown) => {
		if (error instanceof TipBenchError && error.code === 'ExperimentDeleted')
			faults.add(`experiment: ${error.message}`);
		else throw error;
		return null;
	});
	if (found === null) return [];
	const planned = [names.baseline, ...names.candidates].map((prompt) => ({ model, prompt }));
	const isPlanned = (row: { readonly model: string; readonly prompt: string }) =>
		planned.some((each) => findRow([row], each) !== undefined);
	const rows = (await gateRows(mlflow, found.id)).filter((row) => !isPlanned(row));
	if (rows.length === 0) return [];
	const shown = rows.slice(0, 5).map((row) => `${row.model} × ${row.prompt}`);
	return [
		`experiment: ${experiment} has other rows (${shown.join(', ')}), and of several candidates the best of all rows would be chosen: take another experiment`,
	];
}

interface Compared {
	readonly experiment: string;
	readonly names: { readonly baseline: string; readonly candidates: readonly string[] };
	readonly isWorker: boolean;
}

function hashed({ name, hash }: Prompt) {
	return { name, hash };
}
