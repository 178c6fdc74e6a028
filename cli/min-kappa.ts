import { InvalidArgumentError } from 'commander';
import { minKappaSchema, readMinKappa } from '../domain/ranking/agreement/min-kappa';
import type { OpenExperiment } from './experiment';

/** The option of the commands that ask whether an auto judge may set a gate, as commander takes it. */
export const minKappaOption = [
	'--min-kappa <kappa>',
	"from which agreement with people an auto judge may set a gate, 0 to 1 (default: the experiment's newest bench's min_kappa)",
	readKappa,
] as const;

function readKappa(text: string): number {
	const parsed = minKappaSchema.safeParse(text);
	if (!parsed.success) throw new InvalidArgumentError('must be a number from 0 to 1.');
	return parsed.data;
}

/** What was asked for, or what the experiment's newest bench had. */
export function minKappaOf({ experiment }: Pick<OpenExperiment, 'experiment'>, asked?: number): number {
	return asked ?? readMinKappa(experiment.tags.min_kappa);
}
