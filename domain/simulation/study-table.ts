import { TipBenchError } from '../errors';
import { canonicalJson } from '../hash';
import type { PolicyName } from '../policies/policy-names';
import { meanOf } from '../ranking/statistics/score-table';
import type { PromotionInput, StudyPart } from './promotion-document';

/** Mean rewards of all policies on the same episodes. */
export interface StudyTable {
	/** By their names, in the order of these. */
	readonly personas: readonly string[];
	readonly seeds: number;
	/** By policy, then persona: the mean over the seeds. */
	readonly means: ReadonlyMap<PolicyName, readonly number[]>;
}

/** Faults that a message names; the rest is counted. */
const faultsShown = 10;

/**
 * The table of a study in which every policy has met every persona with the same seeds in the same setting: else a policy
 * could win by the episodes that it was not given.
 * @throws TipBenchError StudyInvalid, naming what is missing or otherwise
 */
export function studyTableOf({ asked, parts }: Pick<PromotionInput, 'asked' | 'parts'>): StudyTable {
	const policies = [...new Set(parts.map(({ policy }) => policy))];
	const personas = [...new Set(parts.map(({ persona }) => persona.name))].sort();
	const places = policies.flatMap((policy) => personas.map((persona) => ({ policy, persona })));
	const faults = [
		...lackingPolicies(asked, policies),
		...places.flatMap(({ policy, persona }) => {
			const found = parts.filter((part) => part.policy === policy && part.persona.name === persona);
			if (found.length === 1) return [];
			return [`${policy} with ${persona} ${found.length === 0 ? 'is missing' : `stands there ${found.length} times`}`];
		}),
		...otherParts(parts),
	];
	if (faults.length > 0) throw invalid(faults);
	const meanFor = (policy: PolicyName, persona: string) => {
		const part = parts.find((each) => each.policy === policy && each.persona.name === persona);
		return meanOf(part?.rewards ?? []);
	};
	const means = new Map(policies.map((policy) => [policy, personas.map((persona) => meanFor(policy, persona))]));
	return { personas, seeds: parts[0]?.rewards.length ?? 0, means };
}

function lackingPolicies({ baseline, candidate }: PromotionInput['asked'], policies: readonly PolicyName[]): string[] {
	const wanted = candidate === null ? [baseline] : [baseline, candidate];
	const lacking = wanted.filter((each) => !policies.includes(each)).map((each) => `${each} has no episode`);
	if (candidate === baseline) return [`${baseline} is to be compared with itself`];
	if (lacking.length === 0 && policies.length < 2) return [`there is no other policy than ${baseline}`];
	return lacking;
}

/** What differs from the first: its setting, its seeds, or the persona's file. */
function otherParts(parts: readonly StudyPart[]): string[] {
	const [first] = parts;
	if (first === undefined) return [];
	const setting = canonicalJson(first.setting);
	const hashes = new Map(parts.map(({ persona }) => [persona.name, persona.hash]).reverse() as [string, string][]);
	return parts.flatMap((part) => {
		const whose = `${part.policy} with ${part.persona.name}`;
		const seeds = ({ from, rewards }: StudyPart) => `seeds ${from} to ${from + rewards.length - 1}`;
		const own = canonicalJson(part.setting);
		return [
			...(part.rewards.length === 0 ? [`${whose} has no episode`] : []),
			...(own === setting ? [] : [`${whose} has the setting ${own}, and others have ${setting}`]),
			...(seeds(part) === seeds(first) ? [] : [`${whose} has ${seeds(part)}, and others have ${seeds(first)}`]),
			...(part.persona.hash === hashes.get(part.persona.name)
				? []
				: [`${whose} was run with another file of ${part.persona.name} than other policies`]),
		];
	});
}

function invalid(faults: readonly string[]): TipBenchError {
	const more = faults.length - faultsShown;
	const rest = more > 0 ? `; and ${more} more` : '';
	return new TipBenchError(
		'StudyInvalid',
		`Nothing can be decided: ${faults.slice(0, faultsShown).join('; ')}${rest}.`,
	);
}
