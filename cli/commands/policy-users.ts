import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { type PolicyName, policyNames } from '../../domain/policies/policy-names';
import { type ExportOptions, exportDecisions, logFormats } from '../../serving/decision-log';
import { userSchema } from '../../serving/store/user-rows';
import { forgetUser, userStats } from '../../serving/users';
import { print, say } from '../output';
import { withStore } from '../with-store';

/** `tip-bench policy stats`, `log` and `forget`: what is kept of users. */
export function addPolicyUsers(policy: Command): void {
	policy
		.command('stats')
		.description('show what the policies have learned of a user')
		.argument('<user>', 'the id', userId)
		.addOption(new Option('--policy <name>', 'of this one alone').choices(policyNames))
		.addHelpText('after', '\nExample:\n  ./tip-bench policy stats ann --policy egreedy-v2')
		.action(async (user: string, { policy: one }: { policy?: PolicyName }) => {
			const stats = await withStore((store) =>
				(one === undefined ? policyNames : [one]).map((each) => userStats(store, user, each)),
			);
			print(JSON.stringify(one === undefined ? stats : stats[0], null, 2));
		});
	policy
		.command('log')
		.description('write the log of decisions, the oldest first')
		.addOption(new Option('--format <format>', 'a line of JSON or a row each').choices(logFormats).default('jsonl'))
		.option('--simulated', 'also those of simulated users', false)
		.addHelpText(
			'after',
			'\nExamples:\n  ./tip-bench policy log > decisions.jsonl\n  ./tip-bench policy log --format csv | head',
		)
		.action((options: ExportOptions) =>
			withStore((store) => pipeline(Readable.from(exportDecisions(store, options)), process.stdout, { end: false })),
		);
	policy
		.command('forget')
		.description('delete all that is kept of a user')
		.argument('<user>', 'the id', userId)
		.addHelpText('after', '\nWhat was counted of the policies stays.\n\nExample:\n  ./tip-bench policy forget ann')
		.action(async (user: string) => {
			const { users, decisions } = await withStore((store) => forgetUser(store, user));
			say(users === 0 ? 'nothing is kept of such a user' : `all is deleted; there were ${decisions} decisions`);
		});
}

function userId(text: string): string {
	const parsed = userSchema.safeParse(text);
	if (parsed.success) return parsed.data;
	throw new InvalidArgumentError(parsed.error.issues.map(({ message }) => message).join('; '));
}
