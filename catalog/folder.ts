import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { TipBenchError } from '../domain/errors';
import { nearestName } from '../domain/nearest-name';
import { fileErrorCode, invalid, parseReason } from './data-file';

/** A scenario file of thousands of lines would fill a message that goes into a workflow's history. */
const namesShown = 40;

const inNaturalOrder = new Intl.Collator('en', { numeric: true });

/**
 * The files of a folder that end so, by name, `v2` before `v10`. A README and hidden files are none of them.
 * @param ending with its dot: `.md`
 * @param optional whether a folder that is missing is as one that is empty
 * @returns names with their ending
 * @throws TipBenchError DataFileInvalid where the folder is missing or cannot be read
 */
export async function filesIn(root: string, folder: string, ending: string, optional = false): Promise<string[]> {
	try {
		const entries = await readdir(join(root, folder), { withFileTypes: true });
		return entries
			.filter((entry) => !entry.isDirectory() && isData(entry.name, ending))
			.map((entry) => entry.name)
			.sort((a, b) => inNaturalOrder.compare(a, b) || (a < b ? -1 : 1));
	} catch (error) {
		if (optional && fileErrorCode(error) === 'ENOENT') return [];
		const reason = fileErrorCode(error) === 'ENOENT' ? 'is missing' : `cannot be read (${parseReason(error)})`;
		throw invalid(join(root, folder), undefined, `the folder ${reason}`, error);
	}
}

function isData(file: string, ending: string): boolean {
	return file.endsWith(ending) && file.length > ending.length && !file.startsWith('.') && !/^readme\./i.test(file);
}

/**
 * The error for a name that nothing has.
 * @param what a word for the kind: `prompt version`
 * @param how what to do to add one
 */
export function unknownName(what: string, name: string, known: readonly string[], how: string): TipBenchError {
	const shown = JSON.stringify(name.length > 80 ? `${name.slice(0, 80)}…` : name);
	const nearest = nearestName(name.slice(0, 200), known);
	const more = known.length - namesShown;
	const list = more <= 0 ? known.join(', ') : `${known.slice(0, namesShown).join(', ')} and ${more} more`;
	const there = known.length === 0 ? `There is none yet: ${how}.` : `There are: ${list}. To add one, ${how}.`;
	const guess = nearest === undefined ? '' : ` Did you mean ${nearest}?`;
	return new TipBenchError('UnknownName', `No ${what} is named ${shown}.${guess} ${there}`);
}
