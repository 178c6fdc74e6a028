import { TipBenchError } from '../../domain/errors';
import { isAutoKind } from '../../domain/judging/judge-kinds';

/**
 * A judge's name as it is kept with every score.
 * @param autoNames the names that have a file in `auto-judges/`
 * @throws TipBenchError Usage
 */
export function judgeName(said: string, autoNames: readonly string[]): string {
	const name = said.trim();
	if (name === '' || name.length > 200) throw new TipBenchError('Usage', '--by takes a name of 1 to 200 characters');
	if (/[\p{C}\p{Zl}\p{Zp}]/u.test(name)) {
		throw new TipBenchError('Usage', '--by takes a name without control characters, or others that nobody sees');
	}
	if (isAutoKind(name, autoNames)) {
		throw new TipBenchError('Usage', `${name} is the name of an auto judge; say who scores: --by NAME`);
	}
	return name;
}
