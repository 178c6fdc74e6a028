import type { Command } from 'commander';
import { followJudge, startJudge } from '../../client/judge';
import type { JudgeResult } from '../../contracts/judge';
import { reasonLines } from '../../domain/bench/reasons';
import { isNews, type Trouble } from '../../domain/bench/troubles';
import { TipBenchError } from '../../domain/errors';
import { argument, countOf } from '../../domain/wording';
import { whoJudges } from '../../places/who-judges';
import { here } from '../here';
import { onInterrupt } from '../interrupt';
import { endInPlace, print, say, sayInPlace } from '../output';
import { autoJudgeLine } from '../progress-line';
import { sayTroubles } from '../troubles';

/** `tip-bench judge auto`: have a model score an experiment's runs. */
export function addJudgeAuto(judge: Command): void {
	judge
		.command('auto')
		.description('have a model score the runs that it has not scored yet')
		.argument('<experiment>', 'the MLflow experiment')
		.option('--kind <kind>', 'a file in auto-judges/, or ollama/TAG (default: the one that the runs name)')
		.option('--again', 'score those again that it has scored, or left unscored, before')
		.option('--json', 'print the end as JSON')
		.addHelpText(
			'after',
			[
				'',
				'It is a workflow: Ctrl-C stops following, never the judge.',
				'',
				'Examples:',
				'  ./tip-bench judge auto tips-1 --kind ollama/qwen2.5:7b',
				'  ./tip-bench judge auto tips-1 --kind haiku --again',
			].join('\n'),
		)
		.action(judgeAutomatically);
}

async function judgeAutomatically(
	experiment: string,
	options: { kind?: string; again?: boolean; json?: boolean },
): Promise<void> {
	const { kind, mlflow_url } = await whoJudges(here(), experiment, options.kind);
	const client = await here().temporal();
	const order = { experiment, kind, mlflow_url, again: options.again ?? false };
	const { id, started } = await startJudge(client, order);
	if (!started && order.again) {
		const follow = `${again(experiment, kind)} follows it, and --again asks anew once it is done`;
		throw new TipBenchError('Usage', `${kind} is judging ${experiment} already, and nothing was started: ${follow}`);
	}
	say(started ? `${kind} judges ${experiment}` : `${kind} is judging ${experiment} already: following that`);
	const end = await followJudge(client, id, { signal: onInterrupt(), show: progressLines() });
	endInPlace();
	if (end.end === 'detached')
		return say(`\nno longer following; it goes on. Follow it again: ${again(experiment, kind)}`);
	if (options.json) print(JSON.stringify(end.result, null, 2));
	else sayResult(end.result);
	// A script must not take what was left for all that there was.
	if (end.result.stopped !== null) process.exitCode = 1;
}

function progressLines(): Parameters<typeof followJudge>[2]['show'] {
	let troubles: readonly Trouble[] = [];
	return (progress) => {
		if (progress === null) return sayInPlace('no worker answers; it goes on once one runs: ./tip-bench worker (or up)');
		if (isNews(troubles, progress.troubles)) {
			endInPlace();
			if (progress.troubles.length > 0) sayTroubles(progress.troubles);
			else say('it goes on');
			troubles = progress.troubles;
		}
		sayInPlace(autoJudgeLine(progress));
	};
}

function sayResult({ experiment, kind, scored, unscored, stopped, cost, ...tokens }: JudgeResult): void {
	const money = cost > 0 ? `, cost ${cost.toFixed(4)}` : '';
	say(`${kind} scored ${countOf(scored, 'run')} of ${experiment}`);
	say(`tokens: ${tokens.prompt_tokens} in, ${tokens.output_tokens} out${money}`);
	for (const line of reasonLines(unscored)) say(`left unscored: ${line}`);
	if (stopped !== null) say(`it went no further: ${stopped}`);
	say(`see ./tip-bench leaderboard ${argument(experiment)}`);
}

function again(experiment: string, kind: string): string {
	return `./tip-bench judge auto --kind ${argument(kind)} ${argument(experiment)}`;
}
