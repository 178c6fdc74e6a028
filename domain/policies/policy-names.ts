/** All policies. A number behind a name is its version: another way to see or to learn is another policy. */
export const policyNames = ['egreedy-v1', 'egreedy-v2', 'linucb', 'random', 'fixed'] as const;

export type PolicyName = (typeof policyNames)[number];
