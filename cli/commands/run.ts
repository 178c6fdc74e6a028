import type { Command } from 'commander';
import { refuseFaults, startBench } from '../../client/start-bench';
import type { ConfigInput } from '../../domain/bench/config';
import { argument } from '../../domain/wording';
import type { Addresses } from '../../places/addresses';
import { gateText } from '../../report/gate';
import { leaderboardTable } from '../../report/leaderboard';
import { addConfigFlags, readConfigInput } from '../config-flags';
import { dryRun } from '../dry-run';
import { showBench } from '../follow';
import { here } from '../here';
import { onInterrupt } from '../interrupt';
import { sayHistoryPage, sayNextSteps } from '../next-steps';
import { refuseNothingUsable } from '../nothing-usable';
import { print, say } from '../output';
import { pullMissing } from '../pull-missing';
import { sayUnserved } from '../say-unserved';
import { sayTroubles } from '../troubles';

interface RunOptions extends Record<string, unknown> {
	readonly dryRun?: boolean;
	readonly wait?: boolean;
	readonly pull?: boolean;
	readonly json?: boolean;
}

/** `tip-bench run`: start a bench and follow it. */
export function addRun(program: Command): void {
	addConfigFlags(program.command('run').description('start a bench and follow it until the judge is needed'))
		.option('--dry-run', 'tell cells, loads, fit and time; start nothing')
		.option('--wait', 'follow on through the judging, to the leaderboard')
		.option('--pull', 'pull models that Ollama does not have')
		.option('--json', 'print the end as JSON: the status, or the leaderboard')
		.addHelpText(
			'after',
			[
				'',
				'Ctrl-C stops following, never the bench.',
				'',
				'Examples:',
				'  ./tip-bench run --models qwen2.5:0.5b,qwen2.5:1.5b --experiment tips-1',
				'  ./tip-bench run --config examples/bench.json --dry-run',
				'  ./tip-bench run --config examples/bench.json --wait --json > leaderboard.json',
			].join('\n'),
		)
		.action(run);
}

async function run(options: RunOptions): Promise<void> {
	const input = await readConfigInput(options);
	if (options.dryRun) return dryRun(input, options.json ?? false);
	const addresses = here().addresses();
	refuseFaults(input);
	if (options.pull) await pullMissing(input, addresses.ollama);
	await startAndFollow(input, addresses, options);
}

async function startAndFollow(input: ConfigInput, addresses: Addresses, options: RunOptions): Promise<void> {
	const client = await here().temporal();
	const signal = onInterrupt();
	const { id, started } = await startBench(client, input);
	say(
		started
			? `bench ${id} started`
			: `bench ${id} is running already: following it; what was asked for now is not used (cancel it first, or take another --experiment)`,
	);
	sayHistoryPage(addresses, id);
	await sayUnserved(client);
	const end = await showBench(client, id, { wait: options.wait ?? false, signal });
	if (end.end === 'detached') {
		sayTroubles(end.status?.troubles ?? []);
		say(`\nno longer following; bench ${id} goes on. Look again: ./tip-bench status ${argument(id)}`);
	} else if (end.end === 'awaiting-judge') {
		if (options.json) print(JSON.stringify(end.status, null, 2));
		else sayNextSteps(end.status, id, addresses);
	} else {
		print(
			options.json
				? JSON.stringify(end.leaderboard, null, 2)
				: leaderboardTable(end.leaderboard, end.leaderboard.failed, process.stdout.columns),
		);
		const { gate } = end.leaderboard;
		if (gate !== undefined && !options.json) print(`\n${gateText(gate)}`);
		refuseNothingUsable(id, end);
	}
}
