import type { Client } from '@temporalio/client';
import type { Command } from 'commander';
import { type ListedBench, queryStatus } from '../../client/temporal';
import { pauseSignal, resumeSignal } from '../../contracts/messages';
import type { Status } from '../../domain/bench/status';
import { TipBenchError } from '../../domain/errors';
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
	const status = await collectingStatus(client, bench);
	const how = `go on: ./tip-bench resume ${argument(id)}`;
	if (status?.paused) return say(`bench ${id} is paused already; ${how}`);
	await client.workflow.getHandle(id).signal(pauseSignal);
	say(`bench ${id} pauses: it finishes the running cell, then gives the GPU back; ${how}`);
	if (status === null) sayUnheard();
}

async function resume(client: Client, bench: ListedBench): Promise<void> {
	const { id } = bench;
	const status = await collectingStatus(client, bench);
	if (status?.paused === false) return say(`bench ${id} is not paused`);
	await client.workflow.getHandle(id).signal(resumeSignal);
	say(`bench ${id} goes on as soon as it gets a GPU; see ./tip-bench status ${argument(id)}`);
	if (status === null) sayUnheard();
}

/**
 * The status of a bench that can be paused and resumed, `null` when no worker answers: Temporal keeps the signal.
 * @throws TipBenchError NotCollecting
 */
async function collectingStatus(client: Client, { id, state }: ListedBench): Promise<Status | null> {
	const status = state === 'RUNNING' ? await queryStatus(client, id) : null;
	const phase = status?.phase ?? 'collecting';
	if (state === 'RUNNING' && ['planning', 'collecting', 'judging'].includes(phase)) return status;
	const is = state === 'RUNNING' ? phase : state.toLowerCase();
	throw new TipBenchError('NotCollecting', `bench ${id} generates nothing that could be paused: it is ${is}`);
}

function sayUnheard(): void {
	say('no worker answered, so the bench hears it once one runs: ./tip-bench worker (or up)');
}
