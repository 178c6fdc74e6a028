import type { Command } from 'commander';
import { addPolicyActive } from './policy-active';
import { addPolicyEvaluate } from './policy-evaluate';
import { addPolicyPromote } from './policy-promote';
import { addPolicyUsers } from './policy-users';

/** `tip-bench policy …`: which policy chooses tips, and what another would have done. */
export function addPolicy(program: Command): void {
	const policy = program.command('policy').description('see and steer the policies that choose which tip to show');
	addPolicyActive(policy);
	addPolicyUsers(policy);
	addPolicyEvaluate(policy);
	addPolicyPromote(policy);
}
