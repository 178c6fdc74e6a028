import type { Client } from '@temporalio/client';
import type { Command } from 'commander';
import { findBench } from '../../client/find-bench';
import { holdersOf } from '../../client/leases';
import { mlflowPatienceMs, withLostExperiment } from '../../client/lost-experiment';
import { type ListedNight, listNights, nightNamed } from '../../client/nights';
import { type ListedSim, listSims, simNamed } from '../../client/sims';
import { failedTasks, type ListedBench, listBenches, queryStatus } from '../../client/temporal';
import type { Status } from '../../domain/bench/status';
import { TipBenchError } from '../../domain/errors';
import { argument, countOf } from '../../domain/wording';
import { countPending } from '../../judging/distinct-cells';
import { withSignal } from '../../mlflow/client';
import { findExperiment } from '../../mlflow/experiments';
import type { Addresses } from '../../places/addresses';
import { mlflowOfBench } from '../../places/mlflow-of';
import { printable } from '../../report/printable';
import { explain } from '../failure';
import { here } from '../here';
import { sayNextSteps } from '../next-steps';
import { nightWords } from '../night-lines';
import { print, say } from '../output';
import { progressLine } from '../progress-line';
import { withRunProgress } from '../run-progress';
import { listedSimLine, showSim } from '../sim-lines';
import { sayReasons, sayTroubles, unanswered } from '../troubles';

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
	const addresses = here().addresses();
	const client = await here().temporal();
	const json = options.json ?? false;
	const sim = name === undefined ? null : await simNamed(client, name);
	if (sim !== null) return showSim(client, sim, json);
	const nights = await listNights(client);
	if (name === undefined) return listAll(await listBenches(client, false), nights, await listSims(client), json);
	const night = nightNamed(nights, name);
	if (night !== undefined && !json) sayNight(night);
	// A night that failed before it had a bench has nothing else to show.
	if (night !== undefined && night.experiment === null)
		return json ? print(JSON.stringify({ night }, null, 2)) : undefined;
	const bench = await findBench(client, night?.experiment ?? name).catch(async (error: unknown) => {
		if (error instanceof TipBenchError && error.code === 'UnknownName') throw await withExperiment(name, error);
		throw error;
	});
	await showOne(client, bench, addresses, json, night);
}

/** An experiment may hold runs that no bench made, such as those of `rejudge`: nothing but a judge is at work there. */
async function withExperiment(name: string, unknown: TipBenchError): Promise<TipBenchError> {
	const mlflow = withSignal(here().mlflow(), AbortSignal.timeout(mlflowPatienceMs));
	const found = await findExperiment(mlflow, name).catch(() => null);
	if (found === null) return unknown;
	const hint = `the experiment is there; what waits in it: ./tip-bench judge, and its ranking: ./tip-bench leaderboard ${argument(name)}`;
	return new TipBenchError('UnknownName', `no bench has run on ${name}; ${hint}`);
}

function listAll(
	benches: readonly ListedBench[],
	nights: readonly ListedNight[],
	sims: readonly ListedSim[],
	json: boolean,
): void {
	const nightOf = ({ experiment }: ListedBench) =>
		nights.find((night) => night.experiment === experiment && experiment !== null);
	// Left out where there is none, as of all benches of a person's.
	const listed = benches.map((bench) => ({ ...bench, night: nightOf(bench) }));
	// Simulations in JSON have a list of their own: `sim list --json`.
	if (json) print(JSON.stringify(listed, null, 2));
	else if (benches.length === 0 && sims.length === 0) say('no benches yet: ./tip-bench run');
	else {
		for (const { night, ...bench } of listed) printBench(bench, night);
		for (const sim of sims) print(listedSimLine(sim));
	}
}

function printBench({ id, state, experiment, startedAt }: ListedBench, night: ListedNight | undefined): void {
	const of = experiment !== null && experiment !== id ? ` (experiment ${printable(experiment)})` : '';
	const came = night === undefined ? '' : `  ${printable(nightWords(night))}`;
	print(`${state.toLowerCase().padEnd(10)} ${startedAt.toISOString().slice(0, 16)}Z  ${printable(id)}${of}${came}`);
}

function sayNight(night: ListedNight): void {
	print(printable(`night ${night.id}: ${nightWords(night)}`));
	for (const reason of night.reasons) print(printable(`- ${reason}`));
}

async function showOne(
	client: Client,
	bench: ListedBench,
	addresses: Addresses,
	json: boolean,
	night?: ListedNight,
): Promise<void> {
	const answered = await queryStatus(client, bench.id);
	const status =
		answered === null ? null : await withLostExperiment(answered, bench, () => mlflowOfBench(here(), bench));
	if (bench.state === 'FAILED' && !json) {
		const failure = await client.workflow
			.getHandle(bench.id, bench.runId)
			.result()
			.catch((error: unknown) => error);
		say(`it failed: ${explain(failure).message}`);
	}
	if (status !== null) {
		if (json) return print(JSON.stringify({ ...bench, ...status, night }, null, 2));
		return showStatus(client, bench, status, addresses);
	}
	// Only a living worker can answer for a bench; the servers still know this much.
	const pending = bench.experiment === null ? null : await pendingOf(bench, bench.experiment);
	if (json)
		return print(JSON.stringify({ ...bench, answered_by: 'servers', pending_judgments: pending, night }, null, 2));
	print(`${bench.state.toLowerCase()} · ${countOf(pending, 'run')} to judge`);
	const failed = await failedTasks(client, bench.id);
	if (failed > 0) say(unanswered(failed));
	else say('no worker answered, so this is what Temporal and MLflow know; start one with ./tip-bench worker (or up)');
}

async function showStatus(client: Client, bench: ListedBench, status: Status, addresses: Addresses): Promise<void> {
	const { id, state } = bench;
	const running = state === 'RUNNING';
	// What an ended bench was about to do is no news.
	const shown = running
		? status
		: { ...status, paused: false, waiting_for: [], models_at_work: [], seconds_left: null, troubles: [] };
	print(`${state.toLowerCase()} · ${printable(progressLine(shown, await holdersOf(client, id, shown)))}`);
	sayTroubles(shown.troubles);
	if (!running || status.phase !== 'awaiting-judge') sayReasons(status);
	const { rejected_signal: rejected } = status;
	if (rejected !== null) say(`the last signal ${rejected.signal} changed nothing: ${rejected.why}`);
	if (shown.paused) say(`next: ./tip-bench resume ${argument(id)}`);
	if (running && status.phase === 'awaiting-judge') sayNextSteps(status, id, addresses);
}

async function pendingOf(bench: ListedBench, experiment: string): Promise<number | null> {
	const mlflow = await mlflowOfBench(here(), bench);
	const found = await findExperiment(mlflow, experiment).catch(() => null);
	return found === null ? null : withRunProgress((watch) => countPending(mlflow, found.id, watch));
}
