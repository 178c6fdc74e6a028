import type { Command } from 'commander';
import { TipBenchError } from '../../domain/errors';
import { parseSimConfig, type SimConfig, simKeySchema } from '../../domain/simulation/sim-config';
import { findIn } from '../../places/experiment';
import { decideAndPromote } from '../../simulating/decide-and-promote';
import { summariesOf } from '../../simulating/read-table';
import { exitOfAnswer } from '../answer-exit';
import { here } from '../here';
import { flagOf, givenFor, keyOption } from '../key-flags';
import { print } from '../output';
import { withRunProgress } from '../run-progress';
import { decisionLines, policyLine } from '../sim-lines';

/** What a decision is asked, as a simulation is. */
const askedKeys = ['baseline', 'candidate', 'better_by', 'alpha', 'worst_persona'] as const;

interface PromoteOptions extends Readonly<Record<string, unknown>> {
	readonly from: string;
	readonly dryRun?: boolean;
	readonly json?: boolean;
}

/** `tip-bench policy promote`: make a policy active that has beaten the active one in a simulation. */
export function addPolicyPromote(policy: Command): void {
	const command = policy
		.command('promote')
		.description('decide by a simulation in MLflow, and make the better policy active where the answer is promote')
		.requiredOption('--from <experiment>', 'the experiment of the simulation');
	for (const key of askedKeys) command.addOption(keyOption(key, simKeySchema(key)));
	command
		.option('--dry-run', 'decide and keep the decision in MLflow; change nothing')
		.option('--json', 'the whole decision as JSON: it can be made again from that')
		.addHelpText(
			'after',
			[
				'',
				'What is active is what has to be beaten, unless --baseline names another. Temporal is not needed.',
				'Exit codes: 0 promote, 10 reject, 20 not enough evidence; 1 failed, 2 asked wrongly.',
				'',
				'Examples:',
				'  ./tip-bench policy promote --from tip-bench-sim --dry-run',
				'  ./tip-bench policy promote --from tip-bench-sim --candidate egreedy-v2',
			].join('\n'),
		)
		.action(promote);
}

async function promote(options: PromoteOptions): Promise<void> {
	const { from: experiment, dryRun, json } = options;
	const { baseline = null, candidate = null, better_by, alpha, worst_persona } = readAsked(options);
	const mlflow = here().mlflow();
	const at = { experiment, experiment_id: (await findIn(mlflow, experiment)).id };
	const asked = { baseline, candidate, better_by, alpha, worst_persona };
	const of = { mlflow, env: process.env };
	const { table, document, decision, promoted, already } = await withRunProgress((watch) =>
		decideAndPromote(of, at, asked, { isDry: dryRun === true, watch }),
	);
	if (json) print(JSON.stringify({ ...document, run_id: decision.run_id, promoted, already }, null, 2));
	else {
		for (const each of summariesOf(table)) print(policyLine(each));
		for (const line of decisionLines(decision)) print(line);
		if (already) print(`${decision.candidate} is active already, by this experiment: nothing was changed`);
		else if (promoted) print(`${decision.candidate} is active now; back: ./tip-bench policy rollback`);
	}
	process.exitCode = exitOfAnswer[decision.answer];
}

/** @throws TipBenchError Usage with every fault */
function readAsked(options: PromoteOptions): SimConfig {
	const parsed = parseSimConfig(givenFor(askedKeys, options));
	if ('config' in parsed) return parsed.config;
	throw new TipBenchError('Usage', parsed.faults.map(flagOf).join('\n'));
}
