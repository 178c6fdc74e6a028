import { quoted } from '../../../domain/wording';

/** What was filled in of a config, by key: as it is written. */
export type Filled = Readonly<Record<string, string>>;

/** Keys whose value is an object, written as JSON. */
const objects: ReadonlySet<string> = new Set(['gpus', 'gate']);

/** What is sent: only what was filled in, since defaults are the schema's own. */
export function inputOf(filled: Filled): Record<string, unknown> {
	return Object.fromEntries(
		Object.entries(filled).flatMap(([key, text]) => {
			const value = text.trim();
			if (value === '') return [];
			return [[key, objects.has(key) ? parsed(value) : value]];
		}),
	);
}

/** The same as a command of ours. @param words of the command */
export function runCommand(filled: Filled, words = 'run'): string {
	const flags = Object.entries(inputOf(filled)).map(([key, value]) => {
		const text = typeof value === 'string' ? value : JSON.stringify(value);
		return `--${key.replaceAll('_', '-')}=${quoted(text)}`;
	});
	return [`./tip-bench ${words}`, ...flags].join(' ');
}

/** The same as a command of Temporal's. @param usual the experiment where none is given @param type of the workflow */
export function temporalCommand(filled: Filled, usual: string, type: 'bench' | 'sim' = 'bench'): string {
	const input = inputOf(filled);
	const experiment = typeof input.experiment === 'string' ? input.experiment : usual;
	const id = type === 'bench' ? experiment : `${type}/${experiment}`;
	const json = quoted(JSON.stringify(input));
	return `temporal workflow start --task-queue bench --type ${type} --workflow-id ${quoted(id)} --input ${json}`;
}

/** An object, or the text itself where it is none yet: the server says what is wrong with it. */
function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}

/** A list as it is written, part by part. */
export function partsOf(text: string): string[] {
	return text
		.split(/[,;\n]/)
		.map((part) => part.trim())
		.filter((part) => part !== '');
}

/** How a part is told from others of its list; names of models have more than one way to be written. */
export type Telling = (part: string) => string;

const asWritten: Telling = (part) => part;

/** Whether a list holds a part. */
export function holds(parts: readonly string[], part: string, telling: Telling = asWritten): boolean {
	return parts.some((each) => telling(each) === telling(part));
}

/** A list with one more part, or one less. */
export function withPart(text: string, part: string, isIn: boolean, telling: Telling = asWritten): string {
	const others = partsOf(text).filter((each) => telling(each) !== telling(part));
	return (isIn ? [...others, part] : others).join(',');
}

interface Ticking {
	/** What is usual, where nothing is written. */
	readonly usual: string;
	/** Of which there are boxes. */
	readonly offered: readonly string[];
	readonly telling?: Telling | undefined;
}

/**
 * What a list says after a box was ticked or cleared. The first tick begins with the boxes that are seen: of what is
 * usual, a name that is not offered, such as a model that nobody pulled, is left out.
 */
export function ticked(text: string, part: string, isIn: boolean, { usual, offered, telling }: Ticking): string {
	const before = text.trim() === '' ? partsOf(usual).filter((each) => holds(offered, each, telling)) : partsOf(text);
	return withPart(before.join(','), part, isIn, telling);
}
