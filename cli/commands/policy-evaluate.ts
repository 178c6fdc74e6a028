import { type Command, Option } from 'commander';
import { fewestEffective } from '../../domain/policies/off-policy/estimates';
import { fewestUsers } from '../../domain/policies/off-policy/jackknife';
import { replayOf } from '../../domain/policies/off-policy/replay';
import { type PolicyName, policyNames } from '../../domain/policies/policy-names';
import { offPolicyText } from '../../report/off-policy';
import { exitOfAnswer } from '../answer-exit';
import { print } from '../output';
import { readDecisions } from '../read-decisions';

interface EvaluateOptions {
	readonly log: string;
	readonly policy: PolicyName;
	readonly loggedBy?: PolicyName;
	readonly json?: boolean;
}

/** `tip-bench policy evaluate`: by a decision log alone. */
export function addPolicyEvaluate(policy: Command): void {
	policy
		.command('evaluate')
		.description('estimate from a decision log which reward another policy would have had')
		.requiredOption('--log <file>', 'the exported log, JSON Lines or CSV; - for standard input')
		.addOption(new Option('--policy <name>', 'whose reward').choices(policyNames).makeOptionMandatory())
		.addOption(
			new Option('--logged-by <name>', 'count only decisions of this policy; those of others teach').choices(
				policyNames,
			),
		)
		.option('--json', 'all of it as JSON')
		.addHelpText(
			'after',
			[
				'',
				'The policy goes through the log in its order, a state a user: asked about each decision, then told what came of it.',
				`There is no estimate below ${fewestEffective} decisions and ${fewestUsers} users that count, nor where the policy may choose what`,
				"the log's policy never would. Exit codes: 0 estimated, 20 not enough evidence; 1 failed, 2 asked wrongly.",
				'',
				'Examples:',
				'  ./tip-bench policy evaluate --log decisions.jsonl --policy egreedy-v2',
				'  ./tip-bench policy evaluate --log - --policy egreedy-v2 --logged-by egreedy-v1 --json < decisions.csv',
			].join('\n'),
		)
		.action(evaluate);
}

async function evaluate({ log, policy, loggedBy, json }: EvaluateOptions): Promise<void> {
	const replay = replayOf(policy, loggedBy === undefined ? {} : { loggedBy });
	await readDecisions(log, (decision) => replay.take(decision));
	const result = replay.result();
	print(json ? JSON.stringify(result, null, 2) : offPolicyText(result));
	if (result.estimates.value === null) process.exitCode = exitOfAnswer['not enough evidence'];
}
