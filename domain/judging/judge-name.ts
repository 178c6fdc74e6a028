import { z } from 'zod';
import { isUnfilled } from '../../machine/blank-words';
import { isAutoKind } from './judge-kinds';
import { byTheRule } from './kept-judgment';

/** Who scored, as a file says it: a name on one line, without what nobody sees. Letters that look one are one. */
export const judgeNameSchema = z
	.string()
	.transform((name) => name.trim().normalize('NFC'))
	.pipe(
		z
			.string()
			.min(1, 'must say who scored')
			.max(200, 'must have at most 200 characters')
			.refine((name) => !/[\p{C}\p{Zl}\p{Zp}]/u.test(name), 'must not hold control characters or invisible ones')
			.refine((name) => !isNoName(name), 'must say who scored: nobody has filled in a name'),
	);

/** What templates write for nobody, and what stands for a name in pages that one copies from. */
function isNoName(name: string): boolean {
	return isUnfilled(name) || /^(?:none|null|undefined|(?:your[ _-]?)?name)$/i.test(name);
}

/**
 * Why a lazy judge cannot have a name, if so.
 * @param autoKinds the names that have a file in `auto-judges/`, and those that runs have
 */
export function byFault(by: string, autoKinds: readonly string[]): string[] {
	const plain = by.toLowerCase();
	if (isAutoKind(plain, [...autoKinds.map((kind) => kind.toLowerCase())]))
		return [`by: ${by} is the name of an auto judge; say who scored these entries`];
	return plain === byTheRule ? [`by: ${by} stands for what nobody has to score; say who scored these entries`] : [];
}
