import type { Command } from 'commander';
import { addPolicyEvaluate } from './policy-evaluate';
import { addPolicyPromote } from './policy-promote';

/** `tip-bench policy …`: which policy chooses tips, and what another would have done. */
export function addPolicy(program: Command): void {
	const policy = program
		.command('policy')
		.description('what another policy would have had, by the decision log; make a better one active');
	addPolicyEvaluate(policy);
	addPolicyPromote(policy);
}
