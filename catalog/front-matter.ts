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

/**
 * Takes the YAML between a first line `---` and the next one off a Markdown file.
 * @throws TipBenchError DataFileInvalid where it is never closed
 */
export function splitFrontMatter(file: DataFile): FrontMatter {
	const lines = file.text.split('\n');
	const opened = lines[0]?.trimEnd() === '---';
	const close = opened ? lines.findIndex((line, at) => at > 0 && line.trimEnd() === '---') : -1;
	if (opened && close === -1) throw invalid(file.path, 1, 'the front matter that opens here has no closing line ---');
	const below = lines.slice(close + 1);
	const empty = below.findIndex((line) => line.trim() !== '');
	const body = below.slice(Math.max(empty, 0)).join('\n').trimEnd();
	const yaml = opened ? { path: file.path, text: lines.slice(1, close).join('\n'), firstLine: 2 } : undefined;
	return { yaml, body, bodyLine: close + 2 + Math.max(empty, 0) };
}
