import type { SimPlan } from '../contracts/sim';
import type { NamedHash } from '../domain/bench/cell';
import { TipBenchError } from '../domain/errors';
import { type PolicyName, policyNames } from '../domain/policies/policy-names';
import { meanOf } from '../domain/ranking/statistics/score-table';
import type { EpisodeSetting } from '../domain/simulation/episode';
import { curveOf } from '../domain/simulation/pair-results';
import type { StudyPart } from '../domain/simulation/promotion-document';
import { pairKey } from '../domain/simulation/sim-key';
import type { PolicySummary } from '../domain/simulation/sim-status';
import type { Mlflow } from '../mlflow/client';
import type { ScanWatch } from '../mlflow/search';
import { type KeptPair, keptPairs } from '../mlflow/sim-runs';
import { widestByKey } from './lacking';

/** Which episodes of an experiment are meant. */
export type TableAsked = Pick<SimPlan, 'setting' | 'personas' | 'policies' | 'seeds'>;

/** Results of episodes by policy, persona and seed: each policy has the same personas and seeds. */
export interface EpisodeTable {
	readonly setting: EpisodeSetting;
	readonly personas: readonly NamedHash[];
	readonly seeds: number;
	readonly policies: readonly {
		readonly policy: PolicyName;
		/** Mean rewards, and mean regrets, of the episodes: by persona, by seed. */
		readonly rewards: readonly (readonly number[])[];
		readonly regrets: readonly (readonly number[])[];
		/** Mean rewards of equal parts of an episode, over all seeds that there are: by persona. */
		readonly curves: readonly (readonly number[])[];
	}[];
}

/**
 * The episodes of an experiment, from MLflow alone.
 * @param asked which are meant; all that its newest run fits with, where that is left out
 * @throws TipBenchError MlflowUnavailable, MlflowRefused, RunDamaged; UnknownName where some of them are not there
 */
export async function readTable(
	mlflow: Mlflow,
	at: { readonly experiment: string; readonly experiment_id: string },
	asked: TableAsked | null,
	watch: ScanWatch = {},
): Promise<EpisodeTable> {
	const kept = await keptPairs(mlflow, at.experiment_id, watch);
	const meant = asked ?? newestIn(kept);
	if (meant === null) throw new TipBenchError('UnknownName', `${at.experiment} has no episodes: ./tip-bench sim run`);
	const byKey = widestByKey(kept);
	const { setting, personas, policies, seeds } = meant;
	const found = policies.map((policy) => {
		const results = personas.map((persona) => {
			const pair = byKey.get(pairKey({ persona, policy, setting }));
			if (pair !== undefined && pair.episodes >= seeds) return pair.results();
			throw new TipBenchError(
				'UnknownName',
				`${at.experiment} lacks episodes of ${persona.name} with ${policy}: start the simulation again`,
			);
		});
		const upTo = (lists: readonly (readonly number[])[]) => lists.map((list) => list.slice(0, seeds));
		const rewards = upTo(results.map((each) => each.rewards));
		const curves = results.map((each) => curveOf(each).map(({ mean }) => mean));
		return { policy, rewards, regrets: upTo(results.map((each) => each.regrets)), curves };
	});
	return { setting, personas, seeds, policies: found };
}

/** All that fits with the newest run: its setting, and the personas and seeds that every policy has. */
function newestIn(kept: readonly KeptPair[]): TableAsked | null {
	const newest = kept.at(-1);
	if (newest === undefined) return null;
	const { setting } = newest;
	const same = [...widestByKey(kept.filter((each) => isSame(each.setting, setting))).values()];
	const policies = policyNames.filter((policy) => same.some((each) => each.policy === policy));
	// Of a persona whose file has changed the newest that all policies have met.
	const hashes = new Map(same.map(({ persona }) => [`${persona.name} ${persona.hash}`, persona]));
	const whole = [...hashes.values()].filter((persona) =>
		policies.every((policy) => same.some((each) => each.policy === policy && isPersona(each.persona, persona))),
	);
	const personas = [...new Map(whole.map((persona) => [persona.name, persona])).values()];
	const used = same.filter((each) => personas.some((persona) => isPersona(each.persona, persona)));
	const seeds = Math.min(...used.map(({ episodes }) => episodes));
	return personas.length === 0 ? null : { setting: setting as EpisodeSetting, personas, policies, seeds };
}

function isSame(one: KeptPair['setting'], other: KeptPair['setting']): boolean {
	return one.steps === other.steps && one.tips === other.tips && one.profiles === other.profiles;
}

function isPersona(one: NamedHash, other: NamedHash): boolean {
	return one.name === other.name && one.hash === other.hash;
}

/** Of each policy the means over the personas of the means over their seeds. */
export function summariesOf({ policies }: EpisodeTable): PolicySummary[] {
	return policies.map(({ policy, rewards, regrets }) => ({
		policy,
		episodes: rewards.reduce((sum, each) => sum + each.length, 0),
		mean_reward: meanOf(rewards.map(meanOf)),
		mean_regret: meanOf(regrets.map(meanOf)),
	}));
}

/** The same as a decision takes them, in an order that hangs on nothing but their names: the same episodes are the same look. */
export function partsOf({ setting, personas, policies }: EpisodeTable): StudyPart[] {
	const parts = policies.flatMap(({ policy, rewards }) =>
		personas.map(({ name, hash }, at) => ({
			...{ policy, persona: { name, hash }, setting, from: 0, rewards: rewards[at] ?? [] },
		})),
	);
	const place = ({ policy, persona }: StudyPart) => `${policyNames.indexOf(policy)} ${persona.name}`;
	return parts.sort((a, b) => (place(a) < place(b) ? -1 : 1));
}
