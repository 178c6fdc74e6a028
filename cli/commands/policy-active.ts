import { Argument, type Command } from 'commander';
import { policiesText } from '../../report/policies';
import { readActive, rollback, setShadow } from '../../serving/active-policies';
import { shadowCounts } from '../../serving/shadow-counts';
import { policyOf, type ShadowName, shadowNames } from '../../serving/shadow-names';
import { policyTotals } from '../../serving/totals';
import { print, say } from '../output';
import { withStore } from '../with-store';

/** `tip-bench policy list`, `rollback` and `shadow`: which policies are at work. */
export function addPolicyActive(policy: Command): void {
	policy
		.command('list')
		.description('show which policy is active, which shadows are on, and what was counted of each')
		.option('--simulated', 'count simulated users instead of the others', false)
		.option('--json', 'as JSON', false)
		.addHelpText('after', '\nExample:\n  ./tip-bench policy list')
		.action(list);
	policy
		.command('rollback')
		.description('make the policy active again that was before')
		.addHelpText('after', '\n`serve` goes on with it at once.\n\nExample:\n  ./tip-bench policy rollback')
		.action(async () => {
			const { active } = (await rollback(process.env)).policies;
			print(`${active} is the active policy again`);
		});
	policy
		.command('shadow')
		.description('turn a shadow on or off: it is asked too, and never served')
		.addArgument(new Argument('<state>', 'on or off').choices(['on', 'off']))
		.addArgument(new Argument('<name>', 'which one').choices(shadowNames))
		.addHelpText(
			'after',
			'\nIts choices are events in the log of `serve`, and counted by `policy list`.\n\nExample:\n  ./tip-bench policy shadow on egreedy-v2-shadow',
		)
		.action(async (state: string, name: ShadowName) => {
			const { policies } = await setShadow(process.env, name, state === 'on');
			print(policies.shadows.length === 0 ? 'no shadow is on' : `on: ${policies.shadows.join(', ')}`);
			if (state === 'on' && policyOf(name) === policies.active)
				say(`${policies.active} is active itself: ${name} is asked once another policy is`);
		});
}

async function list({ simulated, json }: { readonly simulated: boolean; readonly json: boolean }): Promise<void> {
	const { active, since, evidence, shadows, former } = readActive(process.env);
	const counted = await withStore((store) => ({
		totals: policyTotals(store, simulated),
		agreement: shadowCounts(store),
	}));
	const overview = { active, since, evidence, shadows, ...counted };
	print(json ? JSON.stringify({ ...overview, former }, null, 2) : policiesText(overview));
}
