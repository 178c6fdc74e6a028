import type { PolicyName } from '../../domain/policies/policy-names';

/** How a policy stands in a path: `egreedy-v2` as `egreedy/v2`. */
export function policyPath(policy: PolicyName): string {
	return policy.replace(/-(?=v\d+$)/, '/');
}
