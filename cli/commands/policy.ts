import type { Command } from 'commander';
import { addPolicyEvaluate } from './policy-evaluate';

/** `tip-bench policy …`: which policy chooses tips, and what another would have done. */
export function addPolicy(program: Command): void {
	const policy = program.command('policy').description('what another policy would have had, by the decision log');
	addPolicyEvaluate(policy);
}
