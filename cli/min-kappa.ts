import { InvalidArgumentError } from 'commander';
import { minKappaSchema } from '../domain/ranking/agreement/min-kappa';

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
