import { entryPlace, type ReadEntry, type Stray, shownHash } from './entry';
import type { Mends } from './lenient-json/mends';
import type { Place } from './lenient-json/place';
import { type Located, type Member, type ObjectNode, pathWords, plainOf } from './lenient-json/tree';
import { longestNote, type Notes, noteNameOf, noteText, saysScore, withNote } from './notes';
import { firstScoreLike, shown } from './score-like';

/** What is gathered while an entry is read. */
interface Reading {
	readonly at: number;
	readonly run_id: string;
	readonly mends: Mends;
	readonly faults: string[];
	readonly strays: Stray[];
	scores: Member[];
	notes: Notes;
	by: ReadEntry['by'];
}

/** What an entry that says who scored it calls that. */
const namesOfBy = ['by', 'judge', 'judged_by', 'rater', 'scored_by', 'scorer'];

/**
 * Reads an item of the list `runs`.
 * @param at its place in the list, from 0
 */
export function readEntry(at: number, node: Located, mends: Mends): ReadEntry {
	const members = node.kind === 'object' ? node.members : [];
	const reading: Reading = {
		at,
		run_id: runIdIn(members),
		mends,
		faults: [],
		strays: [],
		scores: [],
		notes: {},
		by: null,
	};
	if (node.kind === 'object') readMembers(reading, node);
	else fault(reading, node.place, `must be an entry in braces, but is ${shown(node)}`);
	return {
		at,
		place: node.place,
		run_id: reading.run_id,
		scores: reading.scores,
		notes: reading.notes,
		by: reading.by,
		strays: reading.strays,
		faults: reading.faults,
		shown: { scenario: shownIn(members, 'scenario'), candidates: shownIn(members, 'candidates') },
	};
}

/** An empty list is as one that was left out. */
function shownIn(members: readonly Member[], name: string): string | null {
	const value = members.find((each) => each.name === name)?.value;
	const isThere = value !== undefined && value.kind !== 'null' && !(value.kind === 'list' && value.items.length === 0);
	return isThere ? shownHash(plainOf(value)) : null;
}

function runIdIn(members: readonly Member[]): string {
	const value = members.find(({ name }) => name === 'run_id')?.value;
	return value?.kind === 'text' ? ownCopy(value.value.trim()) : '';
}

/** Else a text that is kept would keep the whole piece of the file that it was cut from in memory. */
function ownCopy(text: string): string {
	return text.split('').join('');
}

function readMembers(reading: Reading, { members, place }: ObjectNode): void {
	const has = (name: string) => members.some((member) => member.name === name);
	if (!has('run_id')) fault(reading, place, 'run_id is missing');
	for (const name of ['scenario', 'candidates']) {
		if (!has(name)) reading.mends.add(`${name} left out, which no score needs`, entryPlace(reading, place));
	}
	for (const member of members) {
		const { name, value } = member;
		if (name === 'run_id') readRunId(reading, member);
		else if (name === 'scores') readScores(reading, value);
		else if (name === 'scenario' || name === 'candidates') takeStray(reading, member);
		else if (!takeStray(reading, member) && !takeBy(reading, member)) takeNote(reading, member);
	}
}

function readRunId(reading: Reading, { value }: Member): void {
	if (value.kind !== 'text' || reading.run_id === '') {
		fault(reading, value.place, `run_id must be the id of a run in quotes, but is ${shown(value)}`);
	} else if (value.value !== reading.run_id)
		reading.mends.add('spaces around a run_id', entryPlace(reading, value.place));
}

function readScores(reading: Reading, value: Located): void {
	if (value.kind === 'null') return;
	if (value.kind !== 'object') {
		fault(reading, value.place, `scores must be an object with a number for each name, but is ${shown(value)}`);
		return;
	}
	for (const member of value.members) {
		const isNote = noteNameOf(member.name) !== undefined && firstScoreLike(member.value) === null;
		if (isNote) takeNote(reading, member);
		else reading.scores.push({ ...member, name: ownCopy(member.name) });
	}
}

/** @returns whether something in a member may be a score */
function takeStray(reading: Reading, { name, value }: Member): boolean {
	const found = firstScoreLike(value);
	if (found === null) return false;
	reading.strays.push({ path: [name, ...found.path], place: found.node.place, value: found.node, inside: value.kind });
	return true;
}

/** @returns whether it is a name of who scored: the file has one for all its entries */
function takeBy(reading: Reading, { name, value }: Member): boolean {
	if (value.kind !== 'text' || !namesOfBy.includes(name.trim().toLowerCase().replace(/\W+/g, '_'))) return false;
	const text = ownCopy(value.value.trim().normalize('NFC'));
	if (text !== '') reading.by = { name: ownCopy(name), text, place: value.place };
	return true;
}

/** Words are kept whatever their name is. */
function takeNote(reading: Reading, { name, place, value }: Member): void {
	const known = noteNameOf(name);
	const text = ownCopy(noteText(value));
	if (text === '') {
		if (known === undefined && saysScore(name)) fault(reading, place, `${pathWords([name])} is no member of an entry`);
		return;
	}
	if (known === undefined)
		reading.mends.add('words under other names kept as a note', `${entryPlace(reading, place)}.${pathWords([name])}`);
	const note = known ?? 'note';
	reading.notes = withNote(reading.notes, note, known === undefined ? `${name}: ${text}` : text);
	if ((reading.notes[note]?.length ?? 0) > longestNote)
		fault(reading, place, `${note} is longer than ${longestNote} characters`);
}

function fault(reading: Reading, place: Place, message: string): void {
	reading.faults.push(`${entryPlace(reading, place)}: ${message}`);
}
