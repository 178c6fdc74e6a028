import { entryPlace, type ReadEntry } from './entry';
import { withPlainDigits } from './lenient-json/bare-word';
import type { Mends } from './lenient-json/mends';
import type { Located } from './lenient-json/tree';
import type { Rubric } from './rubric';
import { nearestScore, shown } from './score-like';

/** The scores of an entry by name, as far as they could be read. */
export interface ReadScores {
	/** `null` where the judge has given none. */
	readonly values: ReadonlyMap<string, number | null>;
	/** Names with something that cannot be read: a fault each. */
	readonly unreadable: ReadonlySet<string>;
	readonly faults: readonly string[];
}

/** A score of the rubric, with its range. */
export interface Scale {
	readonly name: string;
	readonly min: number;
	readonly max: number;
	readonly isFlag: boolean;
}

/** Reads the numbers in an entry's `scores`, also where they are written as texts or as yes and no. */
export function readScores(entry: ReadEntry, rubric: Rubric, mends: Mends): ReadScores {
	const scales = [
		...rubric.dimensions.map((each) => ({ ...each, isFlag: false })),
		...rubric.flags.map(({ name }) => ({ name, min: 0, max: 1, isFlag: true })),
	];
	const values = new Map<string, number | null>();
	const unreadable = new Set<string>();
	const faults: string[] = [];
	for (const { name, place, value } of entry.scores) {
		const at = entryPlace(entry, value.place);
		const scale = scales.find((each) => each.name === name);
		if (scale === undefined) {
			faults.push(
				`${entryPlace(entry, place)}: ${unknownScore(
					name,
					scales.map((each) => each.name),
				)}`,
			);
			continue;
		}
		const read = readScore(scale, value);
		if (read === null) {
			unreadable.add(name);
			faults.push(`${at}: ${name} must be a whole number from ${scale.min} to ${scale.max}, but is ${shown(value)}`);
			continue;
		}
		if (read.mend !== undefined) mends.add(read.mend, `${at}.${name}`);
		values.set(name, read.score);
	}
	return { values, unreadable, faults };
}

function unknownScore(name: string, known: readonly string[]): string {
	const nearest = nearestScore(name, known);
	const hint = nearest === undefined ? `known are ${known.join(', ')}` : `did you mean ${nearest}?`;
	return `${name.slice(0, 80)} is no score of the rubric; ${hint}`;
}

/** True and false as a spreadsheet writes them in a language, and as people answer. */
const yes = new Set([
	...['true', 'yes', 'wahr', 'vrai', 'verdadero', 'verdadeiro', 'vero', 'waar', 'sant', 'sand', 'prawda', 'pravda'],
	...['doğru', 'истина', '真'],
]);
const no = new Set([
	...['false', 'no', 'falsch', 'faux', 'falso', 'onwaar', 'falskt', 'falsk', 'fałsz', 'nepravda', 'yanliş', 'yanlış'],
	...['ложь', '假'],
]);

/** A score as it was written, `null` where it cannot be read; a `score` of `null` where none was given. */
export function readScore(scale: Scale, value: Located): { score: number | null; mend?: string } | null {
	if (value.kind === 'null') return { score: null };
	if (value.kind === 'boolean')
		return scale.isFlag ? { score: value.value ? 1 : 0, mend: 'flags written as true or false' } : null;
	if (value.kind === 'number') return ifFits(scale, value.raw);
	if (value.kind !== 'text') return null;
	const text = withPlainDigits(value.value).trim().toLowerCase();
	if (text === '') return { score: null, mend: 'empty texts read as not scored' };
	if (scale.isFlag && (yes.has(text) || no.has(text))) {
		return { score: yes.has(text) ? 1 : 0, mend: 'flags written as true or false' };
	}
	// As a spreadsheet of a country with decimal commas shows a whole number.
	const read = ifFits(scale, text.replace(/^(\d{1,3})[,٫](0{1,6})$/, '$1.$2'));
	return read && { ...read, mend: 'scores written as texts' };
}

/** `4` and `4.0` are whole; of `3.9999999999999999`, which JavaScript takes for 4, the digits tell. */
function ifFits({ min, max }: Scale, raw: string): { score: number } | null {
	if (!/^[+-]?\d+(?:\.0*)?(?:e[+-]?0+)?$/i.test(raw)) return null;
	const score = Number(raw);
	return score >= min && score <= max ? { score } : null;
}
