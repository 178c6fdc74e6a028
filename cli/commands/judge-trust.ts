import { type Command, InvalidArgumentError } from 'commander';
import { judgeTrust } from '../../judging/judge-trust';
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
		.option('--json', 'as JSON')
		.addHelpText(
			'after',
			'\nBetween an auto judge and people, between two people, and of one judge who scored runs again.\nWhat the numbers mean: docs/trust.md\n\nExample:\n  ./tip-bench judge trust tips-1',
		)
		.action(async (name: string, { json, minKappa }: { json?: boolean; minKappa?: number }) => {
			const { mlflow, experiment, rubric } = await openExperiment(name);
			const trust = await withRunProgress((watch) => judgeTrust(mlflow, rubric, experiment, { ...watch, minKappa }));
			print(json ? JSON.stringify(trust, null, 2) : judgeTrustText(trust));
		});
}

function kappa(text: string): number {
	const value = Number(text);
	if (text.trim() === '' || !(value >= -1 && value <= 1))
		throw new InvalidArgumentError('must be a number from -1 to 1.');
	return value;
}
