import { type Document, isMap, isNode, isScalar, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { allInvalid, invalid } from './data-file';
import { schemaFaults } from './schema-faults';

/** A YAML text inside a file. */
export interface YamlPart {
	readonly path: string;
	readonly text: string;
	/** The line of the file that the text's first line is, from 1. */
	readonly firstLine: number;
}

/** What a part held, and where. */
export interface YamlValue<T> {
	readonly value: T;
	/** The line in the file of a member, or of the nearest one around it that exists. */
	lineOf(path: readonly PropertyKey[]): number;
}

/**
 * Reads a YAML text and checks it.
 * @throws TipBenchError DataFileInvalid with every fault and its line
 */
export function readYaml<T>(part: YamlPart, schema: z.ZodType<T>): YamlValue<T> {
	const lines = new LineCounter();
	const document = parseDocument(part.text, { lineCounter: lines, prettyErrors: false });
	const at = (offset: number) => part.firstLine + Math.max(lines.linePos(offset).line, 1) - 1;
	const broken = document.errors[0];
	if (broken?.code === 'MULTIPLE_DOCS') {
		throw invalid(part.path, at(broken.pos[0]), 'a second document begins here: take the line `---` out', broken);
	}
	if (broken !== undefined) throw invalid(part.path, at(broken.pos[0]), `is not YAML: ${broken.message}`, broken);
	const lineOf = (path: readonly PropertyKey[]) => at(offsetOf(document, path));
	const content = contentOf(document, part);
	const parsed = schema.safeParse(content);
	if (parsed.success) return { value: parsed.data, lineOf };
	const faults = parsed.error.issues.flatMap((issue) => schemaFaults(issue, content, schema));
	throw allInvalid(
		part.path,
		faults.map(({ path, fault }) => ({ line: lineOf(path), fault })),
	);
}

function contentOf(document: Document, part: YamlPart): unknown {
	try {
		// An empty document is null; a schema of optional keys takes it as one with none.
		return document.toJS() ?? {};
	} catch (error) {
		throw invalid(part.path, part.firstLine, `is not YAML that can be read: ${(error as Error).message}`, error);
	}
}

function offsetOf(document: Document, path: readonly PropertyKey[]): number {
	for (let length = path.length; length > 0; length -= 1) {
		const inside = document.getIn(path.slice(0, length - 1), true) ?? document.contents;
		const pair = isMap(inside)
			? inside.items.find(({ key }) => isScalar(key) && key.value === path[length - 1])
			: undefined;
		const node = isNode(pair?.key) ? pair.key : document.getIn(path.slice(0, length), true);
		if (isNode(node) && node.range) return node.range[0];
	}
	return document.contents?.range?.[0] ?? 0;
}
