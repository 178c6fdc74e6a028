import path from 'node:path';
import { z } from 'zod';
import { isBlankText, isUnfilled } from '../blank-words';
import { messageOf } from '../coded-error';
import { expandHome } from '../home';

export type Env = Readonly<Record<string, string | undefined>>;

/** Joiners and marks of direction, as they come along from a page or a chat. */
const unseen = /[\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/;

/** What whoever wrote a file of variables took for a shell: not every program that reads one fills in, or knows comments. */
const plain = z
	.string()
	.refine(
		(written) => !isUnfilled(written),
		'holds a variable or a template that nobody filled in; write what it means',
	)
	.refine((written) => !/\s#/.test(written), 'holds a comment; give it a line of its own')
	.refine((written) => !unseen.test(written), 'holds a character that nobody sees; write it anew');

/** What a header can carry: a line break at the end, as files have it, is taken off before. */
const headerText = /^[\x21-\x7e]+$/;

/**
 * How the text of a variable is read. Its text is never empty: spaces around it, and one pair of quotes that a file of
 * variables left there, are taken off before, and a word that templates write for nothing (`None`, `null`) is as nothing; of a
 * `verbatim` one nothing is taken off.
 */
export const kinds = {
	text: () => plain,
	/** May begin with `~`; one that is not whole begins where the command was started. */
	path: (env: Env) =>
		plain.transform((written, context) => {
			try {
				return path.resolve(expandHome(written, env));
			} catch (error) {
				context.addIssue(messageOf(error));
				return z.NEVER;
			}
		}),
	/** By the XDG rules one that is not whole is to be ignored. */
	standardPath: () => z.string().transform((written) => (path.isAbsolute(written) ? written : undefined)),
	flag: () =>
		z
			.string()
			.toLowerCase()
			.pipe(z.enum(['1', 'true', '0', 'false'], 'must be `true` or `false`'))
			.transform((written) => written === '1' || written === 'true'),
	/** As for the keys of a bench: commas, semicolons, or a list of JSON. One that is named twice counts once. */
	list: () =>
		plain
			.transform((written) => (/^[[(](.*)[\])]$/s.exec(written)?.[1] ?? written).split(/[,;\n]/).map(withoutQuotes))
			.refine(
				(names) => !names.some((each) => each.split(/\s/).includes('bench') && each !== 'bench'),
				'has names with spaces between; write commas between them',
			)
			.transform((names) => [...new Set(names)].filter((each) => each !== ''))
			.refine((names) => names.length > 0, 'names nothing; leave it unset for the usual'),
	key: () =>
		z
			.string()
			.regex(headerText, 'must be one word of plain characters: is it cut, or are there two?')
			.refine(
				(written) => !/^(?:\$\{[^}]*\}|\{\{.*\}\}|<[\w-]*>)$/.test(written),
				'is the name of a key that nobody filled in',
			),
	/** More than none, at most a hundred years; half a day is `0.5`. */
	days: () =>
		plain
			.regex(/^\d+(?:\.\d+)?$/, 'must be a number of days')
			.transform(Number)
			.refine((days) => days > 0 && days <= 36_525, 'must be more than 0 and at most 36525 days'),
	verbatim: () => z.string(),
} as const;

export type Kind = keyof typeof kinds;

/** The type of what a kind is read as. */
export type ValueOf<Each extends Kind> = z.infer<ReturnType<(typeof kinds)[Each]>>;

/** The text of a variable of a kind, `undefined` where it counts as unset. */
export function textOf(kind: Kind, written: string | undefined): string | undefined {
	const text = tidied(kind, written);
	return isNothing(kind, text) ? undefined : text;
}

/** What a template wrote into a variable for which nothing was given, such as `None`; `undefined` of any other text. */
export function wordForNothing(kind: Kind, written: string | undefined): string | undefined {
	const text = tidied(kind, written);
	return text !== '' && isNothing(kind, text) ? text : undefined;
}

function tidied(kind: Kind, written = ''): string {
	if (kind === 'verbatim') return written;
	const trimmed = written.trim();
	return kind === 'key' ? trimmed : withoutQuotes(trimmed);
}

/** Without one pair of quotes, plain or typographic. */
function withoutQuotes(written: string): string {
	return written
		.trim()
		.replace(/^(["'])(.*)\1$|^“([^“”]*)”$|^‘([^‘’]*)’$/s, '$2$3$4')
		.trim();
}

function isNothing(kind: Kind, text: string): boolean {
	return kind === 'verbatim' ? text === '' : isBlankText(text);
}
