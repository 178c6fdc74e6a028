import Table from 'cli-table3';
import { type PolicyName, policyNames } from '../domain/policies/policy-names';
import { evidenceText } from './policy-evidence';

/** What is known of the policies that are served. */
export interface PoliciesOverview {
	readonly active: PolicyName;
	readonly since: string | null;
	readonly evidence: Readonly<Record<string, unknown>> | null;
	readonly shadows: readonly string[];
	readonly totals: readonly {
		readonly policy: PolicyName;
		readonly decisions: number;
		readonly rewards: number;
		readonly mean_reward: number | null;
	}[];
	readonly agreement: readonly {
		readonly name: string;
		readonly agreed: number;
		readonly differed: number;
		readonly unanswered: number;
		readonly agreement: number | null;
	}[];
}

/** A table of all policies, one of the shadows that were asked, and which is active since when. */
export function policiesText({ active, since, evidence, shadows, totals, agreement }: PoliciesOverview): string {
	const policies = new Table({
		head: ['policy', '', 'decisions', 'rewards', 'mean reward'],
		style: { head: [], border: [] },
	});
	for (const policy of policyNames) {
		const { decisions = 0, rewards = 0, mean_reward = null } = totals.find((each) => each.policy === policy) ?? {};
		policies.push([policy, policy === active ? 'active' : '', decisions, rewards, number(mean_reward)]);
	}
	const beginning = `${active} is active since ${since ?? 'the beginning'}`;
	const on = shadows.length === 0 ? 'no shadow is on' : `on: ${shadows.join(', ')}`;
	const why = evidence === null || Object.keys(evidence).length === 0 ? '' : `: ${evidenceText(evidence)}`;
	const lines = [policies.toString(), '', `${beginning}${why}`, on];
	if (agreement.length === 0) return lines.join('\n');
	const asked = new Table({
		head: ['shadow', 'agreed', 'differed', 'unanswered', 'agreement'],
		style: { head: [], border: [] },
	});
	for (const { name, agreed, differed, unanswered, agreement: share } of agreement)
		asked.push([name, agreed, differed, unanswered, number(share)]);
	return [...lines, '', asked.toString()].join('\n');
}

function number(value: number | null): string {
	return value === null ? '–' : value.toFixed(3);
}
