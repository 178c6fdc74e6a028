import type { Client } from '@temporalio/client';
import { type ListedSim, querySim } from '../client/sims';
import type { SimResult } from '../contracts/sim';
import { troubleHead } from '../domain/bench/troubles';
import type { PolicyDecision } from '../domain/simulation/policy-decision';
import type { PolicySummary, SimStatus } from '../domain/simulation/sim-status';
import { argument, countOf } from '../domain/wording';
import { printable } from '../report/printable';
import { explain } from './failure';
import { print, say } from './output';
import { duration } from './progress-line';
import { sayTroubles } from './troubles';

/** One line on where a simulation is. */
export function simLine({ phase, episodes, pairs, paused, troubles, seconds_left: left }: SimStatus): string {
	const parts: string[] = [phase];
	if (episodes.total > 0) parts.push(`${episodes.done + episodes.reused}/${episodes.total} episodes`);
	if (episodes.reused > 0) parts.push(`${episodes.reused} reused`);
	if (pairs.total > 0) parts.push(`${pairs.recorded + pairs.reused}/${pairs.total} runs recorded`);
	if (paused) parts.push('paused');
	const [trouble] = troubles;
	if (trouble !== undefined) parts.push(`${troubleHead(trouble)}: ${trouble.code ?? 'an unexpected failure'}`);
	else if (left !== null && phase === 'simulating') parts.push(`about ${duration(left)} left`);
	return parts.join(' · ');
}

/** What came of one. */
export function simResultText({ experiment, episodes, policies, decision, promoted }: SimResult): string {
	const { total, reused } = episodes;
	const from = reused === 0 ? '' : `, ${reused} of them from before`;
	return [
		`${printable(experiment)}: ${countOf(total, 'episode')}${from}`,
		...policies.map(policyLine),
		...(decision === null ? [] : ['', ...decisionLines(decision)]),
		...(promoted && decision?.candidate ? [`${decision.candidate} is active now`] : []),
	].join('\n');
}

/** A decision, and why. */
export function decisionLines({ answer, candidate, baseline, reasons, run_id }: PolicyDecision): string[] {
	return [
		`${answer}: ${candidate ?? 'nobody'} in place of ${baseline}`,
		...reasons.map((reason) => `- ${printable(reason)}`),
		`kept in MLflow as run ${run_id}`,
	];
}

/** What came of a policy over all personas. */
export function policyLine({ policy, mean_reward, mean_regret }: PolicySummary): string {
	return `  ${policy.padEnd(12)} mean reward ${mean_reward.toFixed(4)}  mean regret ${mean_regret.toFixed(4)}`;
}

/** A simulation in a list. */
export function listedSimLine({ id, state, startedAt, answer, promoted }: ListedSim): string {
	const came = answer === null ? '' : `  ${answer}${promoted ? ', promoted' : ''}`;
	return printable(`${state.toLowerCase().padEnd(10)} ${startedAt.toISOString().slice(0, 16)}Z  ${id}${came}`);
}

/** Shows one simulation: what it says itself, or what Temporal knows where no worker answers. */
export async function showSim(client: Client, sim: ListedSim, json: boolean): Promise<void> {
	const status = await querySim(client, sim.id);
	if (json) return print(JSON.stringify({ ...sim, ...(status ?? { answered_by: 'servers' }) }, null, 2));
	if (status === null) {
		print(listedSimLine(sim));
		return say('no worker answered, so this is what Temporal knows; start one with ./tip-bench worker (or up)');
	}
	print(`${sim.state.toLowerCase()} · ${printable(simLine(status))}`);
	if (sim.state === 'RUNNING') sayTroubles(status.troubles);
	if (sim.state === 'FAILED') await sayFailure(client, sim);
	if (status.phase === 'done') print(simResultText(status));
	else if (status.paused) say(`next: ./tip-bench resume ${argument(sim.id)}`);
}

async function sayFailure(client: Client, { id, runId }: ListedSim): Promise<void> {
	const ended = client.workflow.getHandle(id, runId).result();
	const failure = await ended.catch((error: unknown) => error);
	say(`it failed: ${explain(failure).message}`);
}
