import type { Command } from 'commander';
import { TipBenchError } from '../../domain/errors';
import { usualSecondsEach } from '../../domain/judging/pace';
import { nameHint } from '../../domain/nearest-name';
import { argument, countOf } from '../../domain/wording';
import { listPending, type PendingExperiment, paceOf } from '../../judging/pending-list';
import { pendingTable } from '../../report/pending-table';
import { folders, here } from '../here';
import { print, say } from '../output';
import { withRunProgress } from '../run-progress';
import { lastName } from '../sitting/ask-name';
import { draftsDir } from '../sitting/draft';
import { draftsOf } from '../sitting/drafts';

/** `tip-bench judge` alone: what waits for a judge. */
export function addJudgeList(judge: Command): void {
	judge
		.command('list', { isDefault: true })
		.description('what waits for a score, by experiment, the oldest first (also `tip-bench judge` alone)')
		.argument('[words...]')
		.option('--by <name>', 'whose pace tells how long it will take (default: who scored last on this machine)')
		.option('--kind <kind>', 'only what waits for this judge kind')
		.option('--json', 'print it as JSON')
		.addHelpText('after', '\nExamples:\n  ./tip-bench judge\n  ./tip-bench judge --kind claude-code --json')
		.action((words: string[], options) => list(judge, words, options));
}

async function list(judge: Command, words: string[], options: { by?: string; kind?: string; json?: boolean }) {
	const [word] = words;
	if (word !== undefined) {
		const names = judge.commands.map((command) => command.name());
		throw new TipBenchError('Usage', `judge has no command ${word}; ${nameHint(word, names, '')}`);
	}
	const { stateDir } = folders();
	const mlflow = here().mlflow();
	const found = await withRunProgress((watch) => listPending(mlflow, options.kind ?? null, watch));
	const by = options.by ?? (await lastName(stateDir));
	const ids = found.map(({ experiment_id }) => experiment_id);
	const own = by === null ? null : await paceOf(mlflow, ids, by);
	const seconds = own ?? usualSecondsEach;
	const experiments = found.map((each) => ({ ...each, seconds_left: Math.round(each.pending * seconds) }));
	if (options.json) {
		const pace = { by, seconds_each: Math.round(seconds * 10) / 10, pace: own === null ? 'usual' : 'own' };
		print(JSON.stringify({ ...pace, experiments }, null, 2));
	} else if (experiments.length === 0) {
		say('nothing waits for a score');
	} else {
		print(pendingTable(experiments, Date.now()));
		sayHow(found, by, seconds, own !== null);
	}
	for (const { experiment, by: name, unstored } of draftsOf(draftsDir(stateDir))) {
		const command = `./tip-bench judge score ${argument(experiment)} --by ${argument(name)}`;
		say(`${countOf(unstored.length, 'item')} of ${experiment} that ${name} has scored are not stored yet: ${command}`);
	}
}

function sayHow([first]: readonly PendingExperiment[], by: string | null, seconds: number, isOwn: boolean): void {
	const whose = isOwn ? `the pace of ${by} so far` : 'what a run usually takes';
	say(`at ${Math.round(seconds)} s a run, ${whose}`);
	if (first !== undefined) say(`next: ./tip-bench judge score ${argument(first.experiment)}`);
}
