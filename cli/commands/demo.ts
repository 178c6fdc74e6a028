import { readFile, writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { startBench } from '../../client/start-bench';
import { connectTemporal } from '../../client/temporal';
import { judgeFileSchema } from '../../domain/judging/judge-file';
import type { Leaderboard } from '../../domain/ranking/leaderboard';
import { trialJudge } from '../../domain/ranking/leaderboard';
import { countOf } from '../../domain/wording';
import { applyJudgeFile } from '../../judging/apply';
import { openJudgeFile } from '../../judging/open-judge-file';
import { judgeOnTrial } from '../../judging/trial';
import { ensureModel } from '../../local/models';
import { leaderboardTable } from '../../report/leaderboard';
import { type Addresses, folders, openMlflow, openOllama, passedOn } from '../addresses';
import { openCatalog } from '../experiment';
import { showBench } from '../follow';
import { onInterrupt } from '../interrupt';
import { startLocal } from '../local-bench';
import { sayHistoryPage } from '../next-steps';
import { endInPlace, print, say, sayInPlace } from '../output';
import { signalJudged } from '../signal-judged';

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
		const { addresses } = local;
		const models = await ensureModel(addresses.ollama, { cacheDir: folders().cacheDir, env: passedOn(), say, signal });
		const leaderboard = await benchOnTrial(addresses, models, signal);
		if (leaderboard === null) return;
		print(leaderboardTable(leaderboard));
		if (!process.stdout.isTTY) return;
		say(`\nTemporal UI  ${addresses.temporalUi}\nMLflow UI    ${addresses.mlflow}`);
		say('everything stays up; Ctrl-C ends it all');
		await local.untilInterrupted();
	} finally {
		await local.stop();
	}
}

/** A bench whose judge is a model on the same Ollama, through the very file that a person would fill in. */
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
	const collected = await showBench(client, id, { wait: false, signal });
	if (collected.end === 'detached') return null;
	if (collected.end === 'result') return collected.leaderboard;
	const { status } = collected;
	say(
		`${countOf(status.cells.done, 'cell')} recorded, ${status.pending_judgments} to judge; the trial judge is ${models[0]}`,
	);
	await judgeFile(addresses, status.export_path ?? '', models[0] ?? '', signal);
	const compared = await showBench(client, id, { wait: true, signal });
	return compared.end === 'result' ? compared.leaderboard : null;
}

async function judgeFile(addresses: Addresses, path: string, model: string, signal: AbortSignal): Promise<void> {
	const exported = judgeFileSchema.parse(JSON.parse(await readFile(path, 'utf8')));
	const rubric = await openCatalog().rubric(exported.rubric.name);
	const onProgress = (done: number, all: number) => sayInPlace(`trial judge: ${done}/${all}`);
	const options = { say, onProgress, signal };
	const judged = await judgeOnTrial(openOllama(addresses.ollama), model, rubric, exported, options);
	endInPlace();
	await writeFile(path, JSON.stringify(judged, null, 2));
	const mlflow = openMlflow(addresses.mlflow);
	const applied = await applyJudgeFile(mlflow, rubric, await openJudgeFile(path), { now: Date.now() });
	await signalJudged(addresses, applied, judged.by);
}
