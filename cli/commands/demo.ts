import type { Command } from 'commander';
import { startBench } from '../../client/start-bench';
import { connectTemporal } from '../../client/temporal';
import { type Leaderboard, trialJudge } from '../../domain/ranking/leaderboard';
import { ensureModel } from '../../local/models';
import { type Addresses, passedOn } from '../../places/addresses';
import { leaderboardTable } from '../../report/leaderboard';
import { sayPanel } from '../admin-server';
import { showBench } from '../follow';
import { folders } from '../here';
import { onInterrupt } from '../interrupt';
import { startLocal } from '../local-bench';
import { sayHistoryPage } from '../next-steps';
import { print, say } from '../output';

/** `tip-bench demo`: the whole of it once, on what this machine has. */
export function addDemo(program: Command): void {
	program
		.command('demo')
		.description('a real benchmark from nothing to a leaderboard, with a trial judge')
		.addHelpText(
			'after',
			'\nOn a terminal the stack stays up afterwards; otherwise it ends.\n\nExample:\n  npm run demo',
		)
		.action(demo);
}

async function demo(): Promise<void> {
	const signal = onInterrupt();
	const local = await startLocal(signal);
	try {
		const { addresses, admin } = local;
		const models = await ensureModel(addresses.ollama, {
			cacheDir: folders().cacheDir,
			env: passedOn(process.env),
			say,
			signal,
		});
		const leaderboard = await benchOnTrial(addresses, models, signal);
		if (leaderboard === null) return;
		print(leaderboardTable(leaderboard, undefined, process.stdout.columns));
		if (!process.stdout.isTTY) return;
		say(`\nTemporal UI   ${addresses.temporalUi}\nMLflow UI     ${addresses.mlflow}`);
		sayPanel(admin);
		say('everything stays up; Ctrl-C ends it all');
		await local.untilInterrupted();
	} finally {
		await local.stop();
	}
}

/** A bench that one of its own models judges: it needs no person, and its scores are no evidence. */
async function benchOnTrial(
	addresses: Addresses,
	models: readonly string[],
	signal: AbortSignal,
): Promise<Leaderboard | null> {
	const client = await connectTemporal(addresses);
	const experiment = `demo/${new Date().toISOString().slice(0, 19).replaceAll(':', '-')}`;
	const { id } = await startBench(client, {
		models: models.slice(0, 2),
		n_scenarios: 3,
		n_tips: 3,
		num_predict: 128,
		experiment,
		judge_kind: trialJudge,
	});
	say(`bench ${id} started`);
	sayHistoryPage(addresses, id);
	const ended = await showBench(client, id, { wait: true, signal });
	return ended.end === 'result' ? ended.leaderboard : null;
}
