import { type PolicyName, policyNames } from '../domain/policies/policy-names';

/** A shadow is a policy that is asked too, and never served. */
export type ShadowName = `${PolicyName}-shadow`;

/** All that can be turned on. */
export const shadowNames = policyNames.map((name): ShadowName => `${name}-shadow`);

/** The policy that a shadow asks. */
export function policyOf(shadow: ShadowName): PolicyName {
	return shadow.slice(0, -'-shadow'.length) as PolicyName;
}
