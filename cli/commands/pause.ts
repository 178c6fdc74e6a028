import type { Client } from '@temporalio/client';
import type { Command } from 'commander';
import { pauseBench, resumeBench } from '../../client/pause-bench';
import type { ListedBench } from '../../client/temporal';
import { argument } from '../../domain/wording';
import { say } from '../output';
import { withBench } from '../with-bench';

/** `tip-bench pause` and `resume`: let others have the GPU for a while. */
export function addPause(program: Command): void {
	program
		.command('pause')
		.description('let a bench finish its running cell and give the GPU back, until `resume`')
		.argument('<bench>', 'a bench (its workflow id) or experiment')
		.addHelpText('after', '\nExample:\n  ./tip-bench pause tips-1')
		.action((name: string) => withBench(name, pause));
	program
		.command('resume')
		.description('let a paused bench go on')
		.argument('<bench>', 'a bench (its workflow id) or experiment')
		.addHelpText('after', '\nExample:\n  ./tip-bench resume tips-1')
		.action((name: string) => withBench(name, resume));
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

function sayUnheard(): void {
	say('no worker answered, so the bench hears it once one runs: ./tip-bench worker (or up)');
}
