import { type Command, InvalidArgumentError } from 'commander';
import { type DisagreementsAsked, findDisagreements } from '../../judging/disagreements';
import { openExperiment } from '../../places/experiment';
import { disagreementsText } from '../../report/disagreements';
import { here } from '../here';
import { print } from '../output';
import { withRunProgress } from '../run-progress';

/** `tip-bench judge disagreements`: where an auto judge and the lazy ones are apart. */
export function addJudgeDisagreements(judge: Command): void {
	judge
		.command('disagreements')
		.description('list the runs on which the auto judge and the lazy judges are apart, the furthest first')
		.argument('<experiment>', 'the MLflow experiment')
		.option('--delta <difference>', "more than this is one (default: the experiment's judge_delta, else 1)", difference)
		.option('--kind <kind>', 'only runs of this judge kind')
		.option('--json', 'as JSON')
		.addHelpText(
			'after',
			'\nA difference is the auto score less the mean over the lazy judges.\n\nExample:\n  ./tip-bench judge disagreements tips-1 --delta 2',
		)
		.action(async (name: string, { json, ...asked }: DisagreementsAsked & { json?: boolean }) => {
			const { mlflow, experiment, rubric } = await openExperiment(here(), name);
			const found = await withRunProgress((watch) => findDisagreements(mlflow, rubric, experiment, asked, watch));
			print(json ? JSON.stringify(found, null, 2) : disagreementsText(found));
		});
}

function difference(text: string): number {
	const value = Number(text);
	if (text.trim() === '' || !Number.isFinite(value) || value < 0)
		throw new InvalidArgumentError('must be a number from 0.');
	return value;
}
