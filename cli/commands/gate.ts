import { type Command, Option } from 'commander';
import type { z } from 'zod';
import { TipBenchError } from '../../domain/errors';
import {
	type GateAsked,
	type GateKey,
	gateKeySchema,
	gateKeys,
	gateSchema,
} from '../../domain/ranking/gate/gate-config';
import { gateDecisionOf } from '../../domain/ranking/gate/gate-document';
import { wantedBy } from '../../domain/schema-words';
import { askGate } from '../../judging/gate/ask-gate';
import { minKappaOf, openExperiment } from '../../places/experiment';
import { gateMarkdown, gateText } from '../../report/gate';
import { exitOfAnswer } from '../answer-exit';
import { here } from '../here';
import { flagOf, givenFor, isYesOrNo, usualText } from '../key-flags';
import { minKappaOption } from '../min-kappa';
import { print } from '../output';
import { withRunProgress } from '../run-progress';

type GateOptions = Readonly<Record<string, unknown>> & { readonly json?: boolean; readonly minKappa?: number };

/** `tip-bench gate`: may a candidate replace the baseline? */
export function addGate(program: Command): void {
	const command = program
		.command('gate')
		.description('decide whether a candidate may replace the baseline, or that there is not enough evidence')
		.argument('<experiment>', 'the MLflow experiment');
	for (const key of gateKeys) command.addOption(optionOf(key));
	command
		.option(...minKappaOption)
		.option('--json', 'the whole decision as JSON: it can be computed again from that')
		.addHelpText(
			'after',
			[
				'',
				'Exit codes: 0 promote, 10 reject, 20 not enough evidence; 1 failed, 2 asked wrongly.',
				'Each gate on an experiment spends a part of alpha; the same one on the same data is not counted again.',
				'Name a candidate only if you chose it before you saw its scores.',
				'',
				'Examples:',
				'  ./tip-bench gate tips-1 --baseline gemma3:1b,v1',
				'  ./tip-bench gate tips-1 --baseline gemma3:1b,v1 --candidate qwen2.5:1.5b,v2-mentor --better-by 0.5',
				'  ./tip-bench gate tips-1 --baseline gemma3:1b,v1 --not-worse-by 0.5 --and faster',
				'  ./tip-bench gate tips-2 --baseline gemma3:1b,v1 --baseline-experiment tips-1 --worst-scenario 3 --json',
			].join('\n'),
		)
		.action(ask);
}

async function ask(name: string, options: GateOptions): Promise<void> {
	const asked = readAsked(options);
	const opened = await openExperiment(here(), name);
	const { mlflow, at, rubric } = opened;
	const more = { now: Date.now, describe: gateMarkdown, minKappa: minKappaOf(opened, options.minKappa) };
	const found = await withRunProgress((watch) => askGate(mlflow, { at, rubric, asked }, more, watch));
	const { document, run_id, again } = found;
	if (options.json) print(JSON.stringify({ ...document, run_id, again }, null, 2));
	else print(gateText(gateDecisionOf(document, run_id, again)));
	process.exitCode = exitOfAnswer[document.answer];
}

function optionOf(key: GateKey): Option {
	const schema = gateKeySchema(key);
	// A yes-or-no flag takes no value: it would take the experiment that stands behind it.
	const takesNone = isYesOrNo(schema);
	const shown = takesNone ? '' : usualText(schema);
	const value = takesNone ? '' : key === 'baseline' || key === 'candidate' ? ' <model,prompt>' : ' <value>';
	return new Option(`${flagOf(key)}${value}`, `${schema.description ?? ''}${shown}`);
}

/** @throws TipBenchError Usage with every fault */
function readAsked(options: GateOptions): GateAsked {
	const given = givenFor(gateKeys, options);
	const parsed = gateSchema.safeParse(given);
	if (parsed.success) return parsed.data;
	const faults = parsed.error.issues.map((issue) => faultOf(issue, given));
	throw new TipBenchError('Usage', [...new Set(faults)].join('\n'));
}

function faultOf(issue: z.core.$ZodIssue, given: Readonly<Record<string, unknown>>): string {
	const key = String(issue.path[0] ?? '');
	const wanted = wantedBy(issue);
	const isOfSeveral = issue.code === 'custom' && issue.params?.isOfSeveral;
	const value = isOfSeveral || given[key] === undefined ? '' : `, but is ${JSON.stringify(given[key])}`;
	return `${flagOf(key)}: ${wanted === null ? issue.message : `must be ${wanted}`}${value}`;
}
