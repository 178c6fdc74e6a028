import type { Command } from 'commander';
import { judgeTrust } from '../../judging/judge-trust';
import { keepTrust } from '../../judging/kept-trust';
import { minKappaOf, openExperiment } from '../../places/experiment';
import { judgeTrustText } from '../../report/judge-trust';
import { here } from '../here';
import { minKappaOption } from '../min-kappa';
import { print } from '../output';
import { withRunProgress } from '../run-progress';

/** `tip-bench judge trust`: what the judges of an experiment are worth. */
export function addJudgeTrust(judge: Command): void {
	judge
		.command('trust')
		.description('say how far the judges of an experiment agree, and whether the auto judge may set a gate')
		.argument('<experiment>', 'the MLflow experiment')
		.option(...minKappaOption)
		.option('--no-keep', 'do not keep in MLflow what this experiment has shown of its auto judge')
		.option('--json', 'as JSON')
		.addHelpText(
			'after',
			'\nBetween an auto judge and people, between two people, and of one judge who scored runs again.\nWhat it shows of an auto judge is kept in MLflow, so that gates on other experiments can rest on it.\nWhat the numbers mean: docs/trust.md\n\nExample:\n  ./tip-bench judge trust tips-1',
		)
		.action(async (name: string, { json, keep, ...asked }: { json?: boolean; minKappa?: number; keep: boolean }) => {
			const opened = await openExperiment(here(), name);
			const { mlflow, experiment, rubric } = opened;
			const [now, minKappa] = [Date.now(), minKappaOf(opened, asked.minKappa)];
			const trust = await withRunProgress((watch) =>
				judgeTrust(mlflow, rubric, experiment, { ...watch, minKappa, now }),
			);
			if (keep) await keepTrust(mlflow, experiment.id, trust.records);
			print(json ? JSON.stringify(trust, null, 2) : judgeTrustText(trust));
		});
}
