import Table from 'cli-table3';
import type { Estimated } from '../domain/policies/off-policy/jackknife';
import type { OffPolicyResult } from '../domain/policies/off-policy/result';
import type { Finding } from '../domain/ranking/statistics/finding';
import { countOf } from '../domain/wording';
import { estimateText } from './estimate-text';
import { printable } from './printable';

/** What a log says of a policy, for a terminal. */
export function offPolicyText(result: OffPolicyResult): string {
	const { policy, logged_by, counted, users, weights, logged, estimates, notes } = result;
	const by = logged_by.length === 0 ? 'nobody' : logged_by.join(', ');
	const head = [
		`${policy}, by ${countOf(counted, 'decision')} of ${by} for ${countOf(users, 'user')}`,
		`worth ${weights.effective_decisions.toFixed(0)} decisions and ${weights.effective_users.toFixed(1)} users of its own; mean weight ${weights.mean.toFixed(3)}`,
	];
	const rows: [string, Finding<Estimated>][] = [[`had by ${by}`, logged]];
	if (estimates.value !== null) {
		const { ips, snips, better_by } = estimates.value;
		rows.push(
			[`${policy}, self-normalised (SNIPS)`, { value: snips, reason: null }],
			[`${policy}, IPS`, { value: ips, reason: null }],
			['better by (SNIPS)', { value: better_by, reason: null }],
		);
	}
	const table = new Table({ head: ['', 'mean reward (95 %)'], style: { head: [], border: [] } });
	for (const [name, { value, reason }] of rows)
		table.push([
			name,
			value === null
				? `– (${reason})`
				: (estimateText({ ...value, reason: null }, 4, name.startsWith('better')) ?? '–'),
		]);
	const refused = estimates.reason === null ? [] : [`not enough evidence: ${estimates.reason}`];
	return [...head, table.toString(), ...refused, ...notes.map((each) => `- ${each}`)]
		.flatMap((each) => each.split('\n'))
		.map(printable)
		.join('\n');
}
