import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import type { Command } from 'commander';
import { startOptimize } from '../../client/optimizes';
import { resultOf } from '../../client/result-of';
import { type OptimizeWorkflow, optimizeMemoSchema } from '../../contracts/optimize';
import { argument } from '../../domain/wording';
import { planSources } from '../../places/plan-sources';
import { planOptimize } from '../../planning/plan-optimize';
import { optimizeText } from '../../report/optimize';
import { exitOfAnswer } from '../answer-exit';
import { dryRun } from '../dry-run';
import { showBench } from '../follow';
import { here } from '../here';
import { onInterrupt } from '../interrupt';
import { sayHistoryPage, sayNextSteps } from '../next-steps';
import { addOptimizeFlags, readOptimizeInput } from '../optimize-flags';
import { print, say } from '../output';
import { sayUnserved } from '../say-unserved';

interface RunOptions extends Record<string, unknown> {
	readonly dryRun?: boolean;
	readonly wait?: boolean;
	readonly json?: boolean;
}

/** `tip-bench optimize run`: start a comparison and follow it. */
export function addOptimizeRun(optimize: Command): void {
	addOptimizeFlags(optimize.command('run').description('start a comparison and follow it until its judge is needed'))
		.option('--dry-run', 'tell cells, loads, fit and time; start nothing')
		.option('--wait', 'follow on through the judging, to the end')
		.option('--json', 'print the end as JSON')
		.addHelpText(
			'after',
			[
				'',
				'Exit codes at the end: 0 promote, 10 reject, 20 not enough evidence; 1 failed, 2 asked wrongly.',
				'Ctrl-C stops following, never the comparison.',
				'',
				'Examples:',
				'  ./tip-bench optimize run --models gemma3:1b --baseline v1 --candidates v2-mentor --judge-kind haiku,claude-code --spot-check 0.25',
				'  ./tip-bench optimize run --models gemma3:1b --wait',
			].join('\n'),
		)
		.action(run);
}

async function run(options: RunOptions): Promise<void> {
	const input = await readOptimizeInput(options);
	const plan = await planOptimize(planSources(here()), input, { at: Date.now(), isWorker: false });
	if (options.dryRun) return dryRun(plan.bench, options.json ?? false);
	const addresses = here().addresses();
	const client = await here().temporal();
	const signal = onInterrupt();
	const { id, started } = await startOptimize(client, plan, input);
	say(
		started
			? `comparison ${id} started`
			: `comparison ${id} is running already: following it; what was asked for now is not used (cancel it first, or take another --experiment)`,
	);
	sayHistoryPage(addresses, id);
	for (const note of plan.notes) say(`note: ${note}`);
	await sayUnserved(client);
	const ended = resultOf<OptimizeWorkflow>(client, id);
	ended.catch(() => undefined);
	const bench = await Promise.race([ended.then(() => null), benchOf(client, id, signal)]);
	if (bench !== null) {
		// What fails the bench fails the comparison, which says it.
		const end = await showBench(client, bench, { wait: options.wait ?? false, signal }).catch(() => null);
		if (end?.end === 'awaiting-judge') return sayNextSteps(end.status, bench, addresses);
		if (end?.end === 'detached') return leave(bench);
	} else if (signal.aborted) return leave(plan.experiment);
	const result = await ended;
	print(options.json ? JSON.stringify(result, null, 2) : optimizeText({ ...result, state: 'COMPLETED' }));
	process.exitCode = exitOfAnswer[result.answer];
}

function leave(experiment: string): void {
	say(`\nno longer following; the comparison goes on. Look again: ./tip-bench optimize status ${argument(experiment)}`);
}

/** The id of the comparison's bench, once there is one; `null` where somebody stops following before. */
async function benchOf(client: Client, id: string, signal: AbortSignal): Promise<string | null> {
	while (!signal.aborted) {
		const { memo } = await client.workflow.getHandle(id).describe();
		const { data } = optimizeMemoSchema.safeParse(memo ?? {});
		const isThere = data?.experiment != null && (await isBench(client, data.experiment));
		if (isThere) return data.experiment;
		await pause(500);
	}
	return null;
}

async function isBench(client: Client, id: string): Promise<boolean> {
	return client.workflow
		.getHandle(id)
		.describe()
		.then(
			({ status }) => status.name === 'RUNNING' || status.name === 'COMPLETED',
			() => false,
		);
}
