import type { Command } from 'commander';
import { type ListedLease, listLeases } from '../../client/leases';
import { TipBenchError } from '../../domain/errors';
import { nameHint } from '../../domain/nearest-name';
import { printable } from '../../report/printable';
import { here } from '../here';
import { leaseLines } from '../lease-views';
import { print, say } from '../output';

/** `tip-bench gpu`: who has each GPU. */
export function addGpu(program: Command): void {
	program
		.command('gpu')
		.description('who holds each GPU, since when, who waits, and what is in its memory')
		.argument('[queue]', 'the task queue that stands for one GPU; none shows them all')
		.option('--json', 'print it as JSON')
		.addHelpText('after', '\nExamples:\n  ./tip-bench gpu\n  ./tip-bench gpu gpu-2 --json')
		.action(showGpus);
}

async function showGpus(queue: string | undefined, options: { json?: boolean }): Promise<void> {
	const client = await here().temporal();
	show(chosen(await listLeases(client), queue), options.json ?? false);
}

/** @throws TipBenchError UnknownName for a queue that nobody has asked for */
function chosen(leases: readonly ListedLease[], queue: string | undefined): readonly ListedLease[] {
	if (queue === undefined) return leases;
	const found = leases.filter((lease) => lease.queue === queue);
	if (found.length > 0) return found;
	const names = leases.map((lease) => lease.queue);
	const hint = nameHint(queue, names, 'none was asked for yet');
	throw new TipBenchError('UnknownName', `no bench has asked for a GPU of the queue ${queue}; ${hint}`);
}

function show(leases: readonly ListedLease[], json: boolean): void {
	if (json) {
		const known = leases.map(({ queue, status }) => status ?? { queue, answered_by: 'servers' });
		print(JSON.stringify(known, null, 2));
		return;
	}
	if (leases.length === 0) say('no bench has asked for a GPU yet: ./tip-bench run');
	const now = Date.now();
	for (const line of leases.flatMap((lease) => leaseLines(lease, now))) print(printable(line));
	if (leases.some(({ status }) => status === null)) {
		say('Temporal knows of these GPUs; who has them, only a worker can say: ./tip-bench worker (or up)');
	}
}
