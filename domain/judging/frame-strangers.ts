import { nearestName } from '../nearest-name';
import { howToJudge } from './judge-file';
import type { Remark } from './lenient-json/document';
import type { Mends } from './lenient-json/mends';
import { placeWords } from './lenient-json/place';
import { type Located, type ObjectNode, type Path, pathWords } from './lenient-json/tree';
import { noteText, saysScore } from './notes';
import { firstScoreLike, shown } from './score-like';

/** What stands around the entries of a judge file and has no place there. */
export interface Strangers {
	/** What may be a score, or may have been meant for a member that there is. */
	readonly faults: string[];
	/** Words, which are left out. */
	readonly remarks: Remark[];
}

/** What a person who looks for `by` may have called it. */
const otherNamesOfBy = ['author', 'judge', 'judged_by', 'judgedby', 'name', 'rater', 'reviewer', 'scored_by', 'scorer'];

/** Of the members that there are, those that nobody reads when a file is applied. */
const unread = ['how_to', 'judge_kinds'];

/**
 * Looks for what no judge file has.
 * @param known the members that one has
 */
export function readStrangers(root: ObjectNode, known: readonly string[], mends: Mends): Strangers {
	const strangers: Strangers = { faults: [], remarks: [] };
	for (const { name, value } of root.members) {
		if (unread.includes(name)) takeUnread(strangers, [name], value);
		else if (name === 'rubric' && value.kind === 'object') takeRubric(strangers, value, mends);
		else if (!known.includes(name) && !takeScore(strangers, [name], value))
			takeWords(strangers, name, value, known, mends);
	}
	return strangers;
}

function takeRubric(strangers: Strangers, { members }: ObjectNode, mends: Mends): void {
	for (const { name, value } of members) {
		if (name === 'text') takeScore(strangers, ['rubric', name], value);
		else if (name !== 'name' && name !== 'hash' && !takeScore(strangers, ['rubric', name], value)) {
			leaveOut(strangers, ['rubric', name], value, mends);
		}
	}
}

function takeUnread(strangers: Strangers, path: Path, value: Located): void {
	if (takeScore(strangers, path, value) || value.kind !== 'text' || value.value === howToJudge) return;
	strangers.remarks.push({ text: value.value, place: value.place, path: [] });
}

/** @returns whether something in it may be a score */
function takeScore({ faults }: Strangers, path: Path, value: Located): boolean {
	const found = firstScoreLike(value);
	if (found === null) return false;
	const where = `${placeWords(found.node.place)}, ${pathWords([...path, ...found.path])}`;
	const hint = value.kind === 'list' ? ': did you mean runs?' : '';
	faults.push(`${where}: ${shown(found.node)} may be a score, but scores stand in the entries of \`runs\` only${hint}`);
	return true;
}

function takeWords(strangers: Strangers, name: string, value: Located, known: readonly string[], mends: Mends): void {
	const plain = name.trim().toLowerCase();
	const isBy = otherNamesOfBy.includes(plain.replace(/\W+/g, '_'));
	const meant = isBy ? 'by' : nearestName(plain, known);
	if (meant === undefined) leaveOut(strangers, [name], value, mends);
	else if (noteText(value) !== '') {
		const where = `${placeWords(value.place)}, ${pathWords([name])}`;
		strangers.faults.push(`${where}: is no member of a judge file; did you mean ${meant}?`);
	}
}

function leaveOut({ remarks }: Strangers, path: Path, value: Located, mends: Mends): void {
	const name = pathWords(path);
	const text = noteText(value) || (saysScore(name) ? name : '');
	if (text === '') return;
	remarks.push({ text, place: value.place, path: [] });
	mends.add(`${name} left out, which has no place in a judge file`, value.place, text);
}
