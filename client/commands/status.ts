import type { Client } from '@temporalio/client';
import type { Command } from 'commander';
import { TipBenchError } from '../../domain/errors';
import { nearestName } from '../../domain/nearest-name';
import { countOf } from '../../domain/wording';
import { countPending } from '../../judges/read-runs';
import { createMlflow } from '../../mlflow/client';
import { findExperiment } from '../../mlflow/experiments';
import { type Addresses, findAddresses } from '../addresses';
import { explain } from '../failure';
import { progressLine } from '../follow';
import { sayNextSteps } from '../next-steps';
import { print, printable, say } from '../output';
import { withRunProgress } from '../run-progress';
import { connectTemporal, type ListedBench, listBenches, queryStatus } from '../temporal';

/** `tip-bench status`: where benches are. */
export function addStatus(program: Command): void {
	program
		.command('status')
		.description('where a bench is, or which benches there are')
		.argument('[bench]', 'a bench (its workflow id) or experiment; none lists them all')
		.option('--json', 'print it as JSON')
		.addHelpText('after', '\nExamples:\n  ./tip-bench status\n  ./tip-bench status tips-1 --json')
		.action(status);
}

async function status(name: string | undefined, options: { json?: boolean }): Promise<void> {
	const addresses = findAddresses();
	const client = await connectTemporal(addresses);
	try {
		if (name === undefined) listAll(await listBenches(client, false), options.json ?? false);
		else await showOne(client, await findBench(client, name), addresses, options.json ?? false);
	} finally {
		await client.connection.close();
	}
}

/**
 * The newest bench of this id, or else of this experiment.
 * @throws TipBenchError UnknownName
 */
export async function findBench(client: Client, name: string): Promise<ListedBench> {
	const benches = await listBenches(client, false);
	const found = benches.find(({ id }) => id === name) ?? benches.find(({ experiment }) => experiment === name);
	if (found !== undefined) return found;
	const ids = [...new Set(benches.map(({ id }) => id))];
	const nearest = nearestName(name, ids);
	const hint =
		ids.length === 0
			? 'there are none yet'
			: nearest === undefined
				? `there are ${ids.slice(0, 10).join(', ')}`
				: `did you mean ${nearest}?`;
	throw new TipBenchError('UnknownName', `no bench ${name}; ${hint}`);
}

function listAll(benches: readonly ListedBench[], json: boolean): void {
	if (json) print(JSON.stringify(benches, null, 2));
	else if (benches.length === 0) say('no benches yet: ./tip-bench run');
	else printBenches(benches);
}

function printBenches(benches: readonly ListedBench[]): void {
	for (const { id, state, experiment, startedAt } of benches) {
		const of = experiment !== null && experiment !== id ? ` (experiment ${printable(experiment)})` : '';
		print(`${state.toLowerCase().padEnd(10)} ${startedAt.toISOString().slice(0, 16)}  ${printable(id)}${of}`);
	}
}

async function showOne(client: Client, bench: ListedBench, addresses: Addresses, json: boolean): Promise<void> {
	const status = await queryStatus(client, bench.id);
	if (bench.state === 'FAILED' && !json) {
		const failure = await client.workflow
			.getHandle(bench.id, bench.runId)
			.result()
			.catch((error: unknown) => error);
		say(`it failed: ${explain(failure).message}`);
	}
	if (status !== null) {
		if (json) return print(JSON.stringify({ ...bench, ...status }, null, 2));
		print(`${bench.state.toLowerCase()} · ${progressLine(status)}`);
		if (status.rejected_signal !== null)
			say(`the last signal ${status.rejected_signal.signal} changed nothing: ${status.rejected_signal.why}`);
		if (status.phase === 'awaiting-judge' && bench.state === 'RUNNING') sayNextSteps(status, bench.id, addresses);
		return;
	}
	// Only a living worker can answer for a bench; the servers still know this much.
	const pending = bench.experiment === null ? null : await pendingOf(addresses, bench.experiment);
	if (json) return print(JSON.stringify({ ...bench, answered_by: 'servers', pending_judgments: pending }, null, 2));
	print(`${bench.state.toLowerCase()} · ${countOf(pending, 'run')} to judge`);
	say('no worker answered, so this is what Temporal and MLflow know; start one with ./tip-bench worker (or up)');
}

async function pendingOf(addresses: Addresses, experiment: string): Promise<number | null> {
	const mlflow = createMlflow(addresses.mlflow, process.env);
	const found = await findExperiment(mlflow, experiment).catch(() => null);
	return found === null ? null : withRunProgress((watch) => countPending(mlflow, found.id, watch));
}
