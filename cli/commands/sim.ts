import type { Command } from 'commander';
import { followSim } from '../../client/follow-sim';
import { findSim, listSims, refuseSimFaults, startSim } from '../../client/sims';
import { simQueue } from '../../contracts/sim';
import { benchQueue } from '../../contracts/workflows';
import { isNews, type Trouble } from '../../domain/bench/troubles';
import { argument } from '../../domain/wording';
import { exitOfAnswer } from '../answer-exit';
import { here } from '../here';
import { onInterrupt } from '../interrupt';
import { sayHistoryPage } from '../next-steps';
import { endInPlace, print, say, sayInPlace } from '../output';
import { sayUnserved } from '../say-unserved';
import { addSimFlags, readSimInput } from '../sim-flags';
import { listedSimLine, showSim, simLine, simResultText } from '../sim-lines';
import { sayTroubles } from '../troubles';

/** `tip-bench sim …`: which policy is better, before users meet it. */
export function addSim(program: Command): void {
	const sim = program.command('sim').description('try policies on simulated users, and decide between them');
	addSimFlags(sim.command('run').description('start a simulation and follow it to its decision'))
		.option('--json', 'print the end as JSON')
		.addHelpText(
			'after',
			[
				'',
				'Ctrl-C stops following, never the simulation; pause, resume and cancel it by ./tip-bench pause|resume|cancel.',
				'Exit codes: 0 promote, or nobody to compare; 10 reject, 20 not enough evidence; 1 failed, 2 asked wrongly.',
				'',
				'Examples:',
				'  ./tip-bench sim run',
				'  ./tip-bench sim run --policies egreedy-v1,egreedy-v2,linucb --seeds 50 --experiment sim-2',
				'  ./tip-bench sim run --candidate egreedy-v2 --promote --json',
			].join('\n'),
		)
		.action(run);
	sim
		.command('status')
		.description('where a simulation is, and what came of it')
		.argument('<simulation>', 'its workflow id, or its experiment')
		.option('--json', 'print it as JSON')
		.addHelpText('after', '\nExample:\n  ./tip-bench sim status tip-bench-sim')
		.action(async (name: string, { json }: { json?: boolean }) => {
			const client = await here().temporal();
			await showSim(client, await findSim(client, name), json ?? false);
		});
	sim
		.command('list')
		.description('which simulations there are')
		.option('--json', 'print it as JSON')
		.addHelpText('after', '\nExample:\n  ./tip-bench sim list')
		.action(list);
}

async function run(options: Record<string, unknown> & { readonly json?: boolean }): Promise<void> {
	const input = await readSimInput(options);
	refuseSimFaults(input);
	const client = await here().temporal();
	const signal = onInterrupt();
	const { id, started } = await startSim(client, input);
	say(
		started
			? `simulation ${id} started`
			: `simulation ${id} is running already: following it; what was asked for now is not used (cancel it first, or take another --experiment)`,
	);
	sayHistoryPage(here().addresses(), id);
	await sayUnserved(client, [benchQueue, simQueue]);
	const end = await followSim(client, id, { signal, show: progressLines() }).finally(endInPlace);
	if (end.end === 'detached')
		return say(`\nno longer following; it goes on. Look again: ./tip-bench sim status ${argument(id)}`);
	print(options.json ? JSON.stringify(end.result, null, 2) : simResultText(end.result));
	if (end.result.decision !== null) process.exitCode = exitOfAnswer[end.result.decision.answer];
}

async function list({ json }: { json?: boolean }): Promise<void> {
	const sims = await listSims(await here().temporal());
	if (json) print(JSON.stringify(sims, null, 2));
	else if (sims.length === 0) say('no simulations yet: ./tip-bench sim run');
	else for (const each of sims) print(listedSimLine(each));
}

function progressLines(): Parameters<typeof followSim>[2]['show'] {
	const notes = new Set<string>();
	let troubles: readonly Trouble[] = [];
	let last = '';
	return (status) => {
		if (status === null) return sayInPlace('no worker answers; it goes on once one runs: ./tip-bench worker (or up)');
		for (const note of status.notes) {
			if (notes.has(note)) continue;
			notes.add(note);
			endInPlace();
			say(`note: ${note}`);
		}
		if (isNews(troubles, status.troubles)) {
			endInPlace();
			if (status.troubles.length > 0) sayTroubles(status.troubles);
			else say('it goes on');
			troubles = status.troubles;
		}
		sayInPlace(simLine(status));
		// Where there is no terminal, a line stays, so there is one a phase.
		if (!process.stderr.isTTY && status.phase !== last) say(simLine(status));
		last = status.phase;
	};
}
