import type { Client } from '@temporalio/client';
import type { Command } from 'commander';
import { pauseSim } from '../../client/control-sim';
import { pauseBench, resumeBench } from '../../client/pause-bench';
import type { ListedSim } from '../../client/sims';
import type { ListedBench } from '../../client/temporal';
import { argument } from '../../domain/wording';
import { say } from '../output';
import { withBenchOrSim } from '../with-bench';

/** `tip-bench pause` and `resume`: let others have the GPU for a while. */
export function addPause(program: Command): void {
	program
		.command('pause')
		.description('let a bench finish its running cell and give the GPU back, or a simulation rest, until `resume`')
		.argument('<bench>', 'a bench or simulation (its workflow id), or an experiment')
		.addHelpText('after', '\nExample:\n  ./tip-bench pause tips-1')
		.action((name: string) => withBenchOrSim(name, { bench: pause, sim: pauseSimulation }));
	program
		.command('resume')
		.description('let a paused bench or simulation go on')
		.argument('<bench>', 'a bench or simulation (its workflow id), or an experiment')
		.addHelpText('after', '\nExample:\n  ./tip-bench resume tips-1')
		.action((name: string) => withBenchOrSim(name, { bench: resume, sim: resumeSimulation }));
}

async function pause(client: Client, bench: ListedBench): Promise<void> {
	const { id } = bench;
	const { told, heard } = await pauseBench(client, bench);
	const how = `go on: ./tip-bench resume ${argument(id)}`;
	if (!told) return say(`bench ${id} is paused already; ${how}`);
	say(`bench ${id} pauses: it finishes the running cell, then gives the GPU back; ${how}`);
	if (!heard) sayUnheard();
}

async function resume(client: Client, bench: ListedBench): Promise<void> {
	const { id } = bench;
	const { told, heard } = await resumeBench(client, bench);
	if (!told) return say(`bench ${id} is not paused`);
	say(`bench ${id} goes on as soon as it gets a GPU; see ./tip-bench status ${argument(id)}`);
	if (!heard) sayUnheard();
}

async function pauseSimulation(client: Client, sim: ListedSim): Promise<void> {
	const { told, heard } = await pauseSim(client, sim, true);
	const how = `go on: ./tip-bench resume ${argument(sim.id)}`;
	say(`simulation ${sim.id} ${told ? 'begins no further episodes' : 'is paused already'}; ${how}`);
	if (!heard) sayUnheard();
}

async function resumeSimulation(client: Client, sim: ListedSim): Promise<void> {
	const { told, heard } = await pauseSim(client, sim, false);
	say(`simulation ${sim.id} ${told ? 'goes on' : 'is not paused'}`);
	if (!heard) sayUnheard();
}

function sayUnheard(): void {
	say('no worker answered, so it hears it once one runs: ./tip-bench worker (or up)');
}
