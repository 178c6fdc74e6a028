import type { Command } from 'commander';
import { configSchema } from '../../domain/bench/config';
import { TipBenchError } from '../../domain/errors';
import { argument, countOf } from '../../domain/wording';
import { countPending } from '../../judging/distinct-cells';
import { readVariable } from '../../machine/environment/read';
import { takeMachineLock } from '../../machine/machine-lock';
import { type OpenExperiment, openExperiment } from '../../places/experiment';
import { timeAbout } from '../../report/time-about';
import { folders, here } from '../here';
import { say } from '../output';
import { signalJudged } from '../signal-judged';
import { askName, keepName, lastName } from '../sitting/ask-name';
import { type Draft, draftPath, draftsDir, openDraft } from '../sitting/draft';
import { judgeName } from '../sitting/judge-name';
import { runSitting, type SittingEnd } from '../sitting/run-sitting';

/** `tip-bench judge score`: one item after the other, in a terminal. */
export function addJudgeScore(judge: Command): void {
	judge
		.command('score')
		.description('score the runs that wait one by one, in this terminal')
		.argument('[experiment]', 'the MLflow experiment', configSchema.shape.experiment.parse(undefined))
		.option('--by <name>', 'who scores, as it is kept with every score (default: you are asked)')
		.addHelpText(
			'after',
			'\nEach item is stored as soon as it has all its scores; ? shows the keys.\n\nExample:\n  ./tip-bench judge score tips-1 --by Ada',
		)
		.action(score);
}

async function score(name: string, options: { by?: string }): Promise<void> {
	const { stdin, stdout } = process;
	if (!stdin.isTTY || !stdout.isTTY) {
		const instead = `./tip-bench judge export ${argument(name)}`;
		throw new TipBenchError('Usage', `judge score needs a terminal for keys and screen; without one: ${instead}`);
	}
	const { stateDir } = folders();
	const catalog = here().catalog();
	const said = options.by ?? (await askName(await lastName(stateDir)));
	const by = judgeName(said, await catalog.autoJudgeNames());
	const found = await openExperiment(here(), name);
	await keepName(stateDir, by);
	const place = { ...found.at, mlflow_url: found.mlflow.url, by };
	const draftFile = draftPath(draftsDir(stateDir), place);
	const lock = await takeSitting(draftFile, by, name);
	try {
		const draft = await openDraft(draftFile, place, say);
		const isPlain = readVariable(process.env, 'TERM') === 'dumb';
		const { mlflow, rubric } = found;
		const end = await runSitting({ mlflow, rubric, draft, draftFile, streams: { stdin, stdout }, isPlain });
		if (!end.isLost) await tell(found, draft, draftFile, end);
		// As every program ends whose terminal is gone; Node's own end would touch the terminal, and crash.
		if (end.signal === 'SIGHUP') {
			// A library listens too, and would only get to it after Node's end.
			process.removeAllListeners('SIGHUP');
			process.kill(process.pid, 'SIGHUP');
		}
	} finally {
		await lock.release();
	}
}

/** @throws TipBenchError Usage where the same judge sits at the same experiment in another terminal */
async function takeSitting(draftFile: string, by: string, experiment: string) {
	const busy = new AbortController();
	const onWait = (holder: number | null) => {
		const who = holder === null ? '' : ` (process ${holder})`;
		const why = `${by} scores ${experiment} in another terminal already${who}; end that, or say who you are with --by`;
		busy.abort(new TipBenchError('Usage', why));
	};
	return takeMachineLock(`sitting ${draftFile}`, { signal: busy.signal, onWait });
}

/** Says what came of a sitting, and tells the bench where nothing waits any more. */
async function tell({ mlflow, at }: OpenExperiment, draft: Draft, draftFile: string, end: SittingEnd): Promise<void> {
	const { experiment } = at;
	if (end.signal !== null) process.exitCode = 1;
	const left = end.left === null ? '' : `; ${end.isEmpty ? 0 : end.left} left`;
	say(`${countOf(end.scored, 'item')} scored in ${timeAbout(end.seconds).replace('about ', '')}${left}`);
	for (const reason of end.damaged) say(`left out: ${reason}`);
	for (const { run_id, why } of draft.refused) say(`not stored: run ${run_id}: ${why}`);
	if (draft.refused.length > 0) say(`those scores are kept in ${draftFile}`);
	if (draft.unstored.length > 0) {
		say(
			`${countOf(draft.unstored.length, 'item')} not stored yet: they are kept in ${draftFile}, and stored when you score again:`,
		);
		return say(`  ./tip-bench judge score ${argument(experiment)} --by ${argument(draft.by)}`);
	}
	if (!end.isEmpty || end.signal !== null) return say(`go on: ./tip-bench judge score ${argument(experiment)}`);
	const pending = await countPending(mlflow, at.experiment_id);
	if (pending > 0) return say(`${countOf(pending, 'run')} of ${experiment} still pending`);
	await signalJudged(here().addresses(), { experiment, benches: end.benches }, draft.by);
}
