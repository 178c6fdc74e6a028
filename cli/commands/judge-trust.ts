import { type Command, InvalidArgumentError } from 'commander';
import { judgeTrust } from '../../judging/judge-trust';
import { keepTrust } from '../../judging/kept-trust';
import { judgeTrustText } from '../../report/judge-trust';
import { openExperiment } from '../experiment';
import { print } from '../output';
import { withRunProgress } from '../run-progress';

/** `tip-bench judge trust`: what the judges of an experiment are worth. */
export function addJudgeTrust(judge: Command): void {
	judge
		.command('trust')
		.description('say how far the judges of an experiment agree, and whether the auto judge may set a gate')
		.argument('<experiment>', 'the MLflow experiment')
		.option('--min-kappa <kappa>', 'from which agreement on an auto judge may set a gate (default: 0.6)', kappa)
		.option('--no-keep', 'do not keep in MLflow what this experiment has shown of its auto judge')
		.option('--json', 'as JSON')
		.addHelpText(
			'after',
			'\nBetween an auto judge and people, between two people, and of one judge who scored runs again.\nWhat it shows of an auto judge is kept in MLflow, so that gates on other experiments can rest on it.\nWhat the numbers mean: docs/trust.md\n\nExample:\n  ./tip-bench judge trust tips-1',
		)
		.action(async (name: string, { json, minKappa, keep }: { json?: boolean; minKappa?: number; keep: boolean }) => {
			const { mlflow, experiment, rubric } = await openExperiment(name);
			const now = Date.now();
			const trust = await withRunProgress((watch) =>
				judgeTrust(mlflow, rubric, experiment, { ...watch, minKappa, now }),
			);
			if (keep) await keepTrust(mlflow, experiment.id, trust.records);
			print(json ? JSON.stringify(trust, null, 2) : judgeTrustText(trust));
		});
}

function kappa(text: string): number {
	const value = Number(text);
	if (text.trim() === '' || !(value >= -1 && value <= 1))
		throw new InvalidArgumentError('must be a number from -1 to 1.');
	return value;
}
