import { TipBenchError } from '../domain/errors';
import { allFeatures, contextOf, momentFeatures } from '../domain/policies/features';
import { dimensionOf } from '../domain/policies/policies';
import type { PolicyName } from '../domain/policies/policy-names';
import { type History, type Profile, profileOf } from '../domain/policies/profile';
import type { Asked } from './asked';

type AskedTip = Asked['tips'][number];

/**
 * The contexts of the tips, each whole. One that came with only the features that a policy sees has 0 for the others.
 * @param history of the user, as it is kept: used where no profile was sent
 * @throws TipBenchError PolicyInputInvalid where features came that are too few or too many
 */
export function contextsOf(
	policy: PolicyName,
	{ moment, tips, profile, profiles }: Asked,
	history: History,
): number[][] {
	const known = new Map<string, Profile | null>();
	const profileFor = (kind: string) => {
		if (profile !== undefined) return profile;
		if (profiles !== undefined) return Object.hasOwn(profiles, kind) ? (profiles[kind] as Profile) : null;
		if (!known.has(kind)) known.set(kind, profileOf(history, kind));
		return known.get(kind) ?? null;
	};
	return tips.map((tip, at) => {
		if (tip.x !== undefined) return wholeOf(policy, tip, tip.x, at);
		const { priority = 0, overdue = false, task_age_days = 0 } = tip;
		return contextOf(moment, { priority, overdue, task_age_days }, profileFor(tip.kind));
	});
}

function wholeOf(policy: PolicyName, { id }: AskedTip, x: readonly number[], at: number): number[] {
	const seen = Math.max(dimensionOf(policy), momentFeatures);
	if (x.length !== seen && x.length !== allFeatures) {
		const takes = seen === allFeatures ? `${allFeatures}` : `${seen} or ${allFeatures}`;
		const whose = `tip ${at + 1} (${JSON.stringify(id.slice(0, 40))})`;
		throw new TipBenchError('PolicyInputInvalid', `x of ${whose} has ${x.length} features; ${policy} takes ${takes}`);
	}
	return [...x, ...new Array<number>(allFeatures - x.length).fill(0)];
}
