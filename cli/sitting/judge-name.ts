import { TipBenchError } from '../../domain/errors';
import { byFault, judgeNameSchema } from '../../domain/judging/judge-name';

/**
 * A judge's name as it is kept with every score.
 * @param autoNames the names that have a file in `auto-judges/`
 * @throws TipBenchError Usage
 */
export function judgeName(said: string, autoNames: readonly string[]): string {
	const name = judgeNameSchema.safeParse(said);
	if (!name.success)
		throw new TipBenchError('Usage', `--by ${name.error.issues.map(({ message }) => message).join('; ')}`);
	const [fault] = byFault(name.data, autoNames);
	if (fault !== undefined) throw new TipBenchError('Usage', `--${fault}`);
	return name.data;
}
