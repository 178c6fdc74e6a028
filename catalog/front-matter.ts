import { type DataFile, invalid } from './data-file';
import type { YamlPart } from './yaml-value';

/** A Markdown file taken apart. */
export interface FrontMatter {
	/** `undefined` where the file has none. */
	readonly yaml: YamlPart | undefined;
	/** What follows it, without empty lines at its start or white space at its end. */
	readonly body: string;
	/** The body's first line in the file, from 1. */
	readonly bodyLine: number;
}

/** A line that somebody took for one that opens front matter, and a key that only front matter has. */
const nearOpening = /^\s*(?:[-–—=+*_]{1,6}|(?:`{3,}|~{3,})\s*\w*)\s*(?:#.*)?$/;
const ownKey = /^\s*(?:-{3,}\s*$|(?:about|stop|dimensions|flags|composite)\s*[:=])/i;

/**
 * Takes the YAML between a first line `---` and the next one off a Markdown file. Empty lines may stand before it.
 * @throws TipBenchError DataFileInvalid where it is never closed, or is opened by what only looks like `---`: its keys would
 * be part of the text
 */
export function splitFrontMatter(file: DataFile): FrontMatter {
	const lines = file.text.split('\n');
	const [open = 0, next = 0] = lines.flatMap((line, at) => (line.trim() === '' ? [] : [at]));
	const opened = lines[open]?.trimEnd() === '---';
	const close = opened ? lines.findIndex((line, at) => at > open && line.trimEnd() === '---') : -1;
	if (opened && close === -1)
		throw invalid(file.path, open + 1, 'the front matter that opens here has no closing line ---');
	if (!opened && nearOpening.test(lines[open] ?? '') && ownKey.test(lines[next] ?? '')) {
		throw invalid(file.path, open + 1, 'looks like front matter, which stands between two lines that are only ---');
	}
	const below = lines.slice(close + 1);
	const empty = below.findIndex((line) => line.trim() !== '');
	const body = below.slice(Math.max(empty, 0)).join('\n').trimEnd();
	const text = lines.slice(open + 1, close).join('\n');
	const yaml = opened ? { path: file.path, text, firstLine: open + 2 } : undefined;
	return { yaml, body, bodyLine: close + 2 + Math.max(empty, 0) };
}
