import type { Catalog } from '../catalog/catalog';
import type { SimPlan } from '../contracts/sim';
import type { NamedHash } from '../domain/bench/cell';
import type { PolicyName } from '../domain/policies/policy-names';
import type { PromotionAsked } from '../domain/simulation/promotion-document';
import { parseSimConfig, readSimKey, type SimConfig } from '../domain/simulation/sim-config';
import { defaultMlflowUrl, readMlflowUrl, readServeUrl } from '../domain/urls';
import type { Env } from '../machine/environment/kinds';
import { readVariable } from '../machine/environment/read';
import { ensureExperiment, findExperiment } from '../mlflow/experiments';
import { simTag } from '../mlflow/sim-runs';
import type { Clients } from '../planning/clients';
import { beginningWith, type FaultList, faultList } from '../planning/fault-list';
import { readActive } from '../serving/active-policies';

/** What a plan is made from, beside a person's input. */
export interface SimSources {
	readonly catalog: Catalog;
	readonly clients: Clients;
	/** MLFLOW_TRACKING_URI, and the state folder, are read from here. */
	readonly env: Env;
}

/** Each becomes a run in MLflow, and a part of a plan and of a decision. */
const mostPairs = 2_000;

/** So many personas that are wrong are told of: a message goes into a history. */
const mostMissed = 20;

/**
 * Decides all of a simulation before anything runs.
 * @param dryRun looks only: the experiment is not made where it does not exist
 * @throws TipBenchError InvalidConfig with every fault, ExperimentDeleted, MlflowUnavailable, MlflowRefused
 */
export async function planSim(
	{ catalog, clients, env }: SimSources,
	input: unknown,
	{ dryRun = false } = {},
): Promise<SimPlan> {
	const parsed = parseSimConfig(input);
	const faults = 'faults' in parsed ? faultList(parsed.faults, []) : faultList([], parsed.notes);
	const personas = await personasOf(catalog, readSimKey(input, 'personas'), faults);
	if ('faults' in parsed) throw faults.asError();
	const { config, notes } = parsed;
	const mlflowUrl = await faults.found(readAddress(config, env, dryRun));
	const serveUrl = await faults.found(readServeAddress(config));
	const { active } = readActive(env);
	const { baseline = active } = config;
	if (config.promote && baseline !== active)
		faults.add(
			`baseline: must be ${active}, which is active, where the better one is to be promoted, but is "${baseline}"`,
		);
	if (config.candidate === baseline && config.baseline === undefined)
		faults.add(`candidate: must be another policy than the one that is active, but ${baseline} is`);
	const policies = withCompared(config, baseline);
	if (personas.length * policies.length > mostPairs)
		faults.add(
			`personas: ${personas.length} personas × ${policies.length} policies are more than ${mostPairs}: name fewer of either`,
		);
	faults.throwIfAny();
	if (mlflowUrl === undefined) throw faults.asError();
	const source = config.mlflow_url === undefined ? variable(dryRun) : '`mlflow_url`';
	const mlflow = clients.mlflow(mlflowUrl, source);
	const { experiment } = config;
	const found = dryRun
		? await findExperiment(mlflow, experiment)
		: await ensureExperiment(mlflow, experiment, { [simTag]: 'true' });
	const { steps, tips, profiles, seeds, batch, promote } = config;
	return {
		at: { mlflow_url: mlflowUrl, experiment, experiment_id: found?.id ?? '' },
		setting: { steps, tips, profiles },
		...{ policies, personas, seeds, batch, promote },
		serve_url: serveUrl ?? null,
		asked: policies.length < 2 ? null : askedOf(config, baseline),
		notes: [...notes, ...comparedNotes(config, policies), ...copiesNotes(personas)],
	};
}

async function personasOf(
	catalog: Catalog,
	asked: readonly string[] | undefined,
	faults: FaultList,
): Promise<NamedHash[]> {
	const ofPersonas = beginningWith('personas: ', faults);
	const known = await ofPersonas.found(catalog.personaNames());
	// Whatever is wrong with the folder is said once, not for each that was asked for.
	if (known === undefined) return [];
	const names = asked ?? known;
	if (asked === undefined && names.length === 0) ofPersonas.add(`there are none in ${catalog.root}/personas`);
	// Each that is looked for costs a look at the folder: no input may keep a worker busy for minutes.
	if (names.length > mostPairs) ofPersonas.add(`${names.length} are too many: name ${mostPairs} at most`);
	const found: NamedHash[] = [];
	let missed = 0;
	for (const name of names.slice(0, mostPairs)) {
		const persona = await ofPersonas.found(catalog.persona(name));
		if (persona !== undefined) found.push({ name: persona.name, hash: persona.hash });
		else missed += 1;
		if (missed === mostMissed) break;
	}
	return found;
}

async function readServeAddress({ serve_url }: SimConfig): Promise<string | null> {
	return serve_url === undefined ? null : readServeUrl(serve_url, 'serve_url');
}

async function readAddress({ mlflow_url }: SimConfig, env: Env, dryRun: boolean): Promise<string> {
	if (mlflow_url !== undefined) return readMlflowUrl(mlflow_url, 'mlflow_url');
	return readMlflowUrl(readVariable(env, 'MLFLOW_TRACKING_URI') ?? defaultMlflowUrl, variable(dryRun));
}

/** Whoever starts a simulation does not see the worker's variables. */
function variable(isOwn: boolean): string {
	return isOwn ? 'MLFLOW_TRACKING_URI' : 'MLFLOW_TRACKING_URI of the worker';
}

/** The asked policies, and those that are to be compared. */
function withCompared({ policies, candidate }: SimConfig, baseline: PolicyName): PolicyName[] {
	return [...new Set([...policies, baseline, ...(candidate === undefined ? [] : [candidate])])];
}

function comparedNotes({ policies }: SimConfig, all: readonly PolicyName[]): string[] {
	const added = all.filter((policy) => !policies.includes(policy));
	return added.map((policy) => `policies: ${policy} is simulated too, since it is compared`);
}

/** Copies count as two users, of whom a decision would know twice as much as there is to know. */
export function copiesNotes(personas: readonly NamedHash[]): string[] {
	const byHash = new Map<string, string[]>();
	for (const { name, hash } of personas) byHash.set(hash, [...(byHash.get(hash) ?? []), name]);
	return [...byHash.values()]
		.filter((names) => names.length > 1)
		.map((names) => `personas: ${names.slice(0, 5).join(', ')} say the same, and count as ${names.length} users`);
}

function askedOf({ candidate, better_by, alpha, worst_persona }: SimConfig, baseline: PolicyName): PromotionAsked {
	return { baseline, candidate: candidate ?? null, better_by, alpha, worst_persona };
}
