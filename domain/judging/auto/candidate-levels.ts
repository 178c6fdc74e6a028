import type { Located, ObjectNode } from '../lenient-json/tree';
import type { CandidateLevels } from '../rubric-rule';
import { shown } from '../score-like';
import type { Asked } from './question';
import { readMembers, timesNamed, valueNamed } from './score-members';

/** What an answer says of each candidate, in their order; with faults it is not to be used. */
export interface ReadCandidates {
	readonly levels: readonly CandidateLevels[];
	/** A line a candidate, for people. */
	readonly words: readonly string[];
	readonly faults: readonly string[];
}

/** Reads the levels of so many candidates out of an answer. */
export function readCandidates(root: ObjectNode, asked: Asked, count: number): ReadCandidates {
	const parts = partsOf(root, count);
	if ('faults' in parts) return { levels: [], words: [], faults: parts.faults };
	const read = parts.values.map((value, at) => readCandidate(value, at + 1, asked));
	return {
		levels: read.map(({ levels }) => levels),
		words: read.map(({ words }) => words),
		faults: read.flatMap(({ faults }) => faults),
	};
}

/** One value a candidate. */
function partsOf(root: ObjectNode, count: number): { values: Located[] } | { faults: string[] } {
	if (timesNamed(root, 'candidates') > 1) return { faults: ['`candidates` stands twice'] };
	const inside = valueNamed(root, 'candidates') ?? root;
	if (inside.kind === 'list') {
		if (inside.items.length === count) return inOrder(inside.items);
		return { faults: [`it has ${inside.items.length} candidates, but there are ${count}`] };
	}
	if (inside.kind !== 'object') return { faults: [`\`candidates\` is ${shown(inside)}`] };
	const numbered = inside.members.flatMap((member) => {
		const number = numberIn(member.name);
		return number === null ? [] : [{ number, value: member.value }];
	});
	if (numbered.length === 0) return { faults: ['it has no `candidates`'] };
	const strange = numbered.find(({ number }) => number < 1 || number > count);
	if (strange !== undefined) return { faults: [`it has a candidate ${strange.number}, but there are ${count}`] };
	const values: Located[] = [];
	const faults: string[] = [];
	for (let number = 1; number <= count; number += 1) {
		const [one, other] = numbered.filter((each) => each.number === number);
		if (one === undefined) faults.push(`candidate ${number} is missing`);
		else if (other !== undefined) faults.push(`candidate ${number} stands twice`);
		else values.push(one.value);
	}
	return faults.length > 0 ? { faults } : { values };
}

/** A list is read in its order, whether it counts from 1, as it is asked, or from 0; one that says another order tells two things. */
function inOrder(items: readonly Located[]): { values: Located[] } | { faults: string[] } {
	const said = items.map((item) => (item.kind === 'object' ? numberSaid(item) : null));
	const isFromZero = said.every((number, at) => number === null || number === at);
	const wrong = isFromZero ? -1 : said.findIndex((number, at) => number !== null && number !== at + 1);
	if (wrong === -1) return { values: [...items] };
	return { faults: [`the object at place ${wrong + 1} says that it is candidate ${said[wrong]}; give them by number`] };
}

/** Names that models give to a candidate's number, beside it in its object. */
const numberName = /^\s*(?:candidate|tip|item|entry)?[\s_-]*(?:number|num|nr|no\.?|id|idx|index|#)?\s*$/i;

function numberSaid(item: ObjectNode): number | null {
	const named = item.members.filter(({ name }) => numberName.test(name)).map(({ value }) => numberIn(textIn(value)));
	return named.find((number) => number !== null) ?? null;
}

function textIn(value: Located): string {
	return value.kind === 'number' ? value.raw : value.kind === 'text' ? value.value.trim() : '';
}

/** `1`, and as models write it too: `candidate 1`, `#1`. */
function numberIn(text: string): number | null {
	const digits = /^\s*(?:candidate|tip|no\.?|#)?[\s_#-]*(\d{1,4})\s*[.:)]?\s*$/i.exec(text)?.[1];
	return digits === undefined ? null : Number(digits);
}

function readCandidate(value: Located, number: number, asked: Asked) {
	if (value.kind !== 'object') {
		const faults = [`candidate ${number} must be an object, but is ${shown(value)}`];
		return { levels: { levels: {}, flags: {}, repeats: null }, words: '', faults };
	}
	const { scores, faults: read, reason } = readMembers(value, asked);
	const faults = timesNamed(value, 'repeats') > 1 ? [...read, 'repeats stands twice'] : read;
	const repeats = readRepeats(valueNamed(value, 'repeats'), number);
	const dimensions = asked.rubric.dimensions.map(({ name }) => name);
	const entries = Object.entries(scores);
	const said = entries.map(([name, score]) => `${name} ${score}`).join(', ');
	const repeated = repeats === undefined || repeats === null ? '' : ` (repeats ${repeats})`;
	return {
		levels: {
			levels: Object.fromEntries(entries.filter(([name]) => dimensions.includes(name))),
			flags: Object.fromEntries(entries.filter(([name]) => !dimensions.includes(name))),
			repeats: repeats ?? null,
		},
		words: `${number}${repeated}: ${said}${reason === null ? '' : `: ${reason}`}`,
		faults: [
			...faults.map((fault) => `candidate ${number}: ${fault}`),
			...(repeats === undefined ? [repeatsFault(valueNamed(value, 'repeats'), number)] : []),
		],
	};
}

/** @returns the earlier candidate's number, `null` for none, `undefined` where it cannot be read */
function readRepeats(value: Located | null, number: number): number | null | undefined {
	// The first can repeat none, so that nobody has to say it.
	if (value === null) return number === 1 ? null : undefined;
	if (value.kind === 'null' || (value.kind === 'boolean' && !value.value)) return null;
	const text = value.kind === 'number' ? value.raw : value.kind === 'text' ? value.value.trim() : '?';
	if (/^(?:|0|null|none|no|false)$/i.test(text)) return null;
	const earlier = /^\d{1,4}$/.test(text) ? Number(text) : Number.NaN;
	return earlier >= 1 && earlier < number ? earlier : undefined;
}

function repeatsFault(value: Located | null, number: number): string {
	if (value === null) return `candidate ${number}: repeats is missing; it is null where it repeats none`;
	return `candidate ${number}: repeats must be the number of an earlier candidate or null, but is ${shown(value)}`;
}
