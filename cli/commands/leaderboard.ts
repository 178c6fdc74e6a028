import { type Command, Option } from 'commander';
import { configSchema } from '../../domain/bench/config';
import { rankExperiment } from '../../judging/rank';
import { minKappaOf, openExperiment } from '../../places/experiment';
import { failedCellsOf } from '../../places/failed-cells';
import { leaderboardMarkdown, leaderboardTable } from '../../report/leaderboard';
import { leaderboardCsv } from '../../report/leaderboard-csv';
import { here } from '../here';
import { print } from '../output';
import { withRunProgress } from '../run-progress';

interface LeaderboardOptions {
	readonly json?: boolean;
	readonly csv?: boolean;
	readonly md?: boolean;
}

/** `tip-bench leaderboard`: the ranking, from MLflow alone. */
export function addLeaderboard(program: Command): void {
	program
		.command('leaderboard')
		.description('rank (model, prompt version), from MLflow alone')
		.argument('[experiment]', 'the MLflow experiment', configSchema.shape.experiment.parse(undefined))
		.addOption(new Option('--json', 'as JSON').conflicts(['csv', 'md']))
		.addOption(new Option('--csv', 'as CSV').conflicts(['md']))
		.option('--md', 'as a Markdown table')
		.addHelpText(
			'after',
			'\nExamples:\n  ./tip-bench leaderboard tips-1\n  ./tip-bench leaderboard tips-1 --csv > tips-1.csv',
		)
		.action(async (name: string, options: LeaderboardOptions) => {
			const opened = await openExperiment(here(), name);
			const { mlflow, at, rubric } = opened;
			const minKappa = minKappaOf(opened);
			const [board, failed] = await Promise.all([
				withRunProgress((watch) => rankExperiment(mlflow, at, rubric, { ...watch, minKappa })),
				options.json || options.csv ? undefined : failedCellsOf(here(), name),
			]);
			if (options.json) print(JSON.stringify(board, null, 2));
			else if (options.csv) print(leaderboardCsv(board));
			else
				print(
					options.md ? leaderboardMarkdown(board, failed) : leaderboardTable(board, failed, process.stdout.columns),
				);
		});
}
