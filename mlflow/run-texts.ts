import { flatScenario } from '../domain/bench/scenario';
import type { RunContent } from './run-content';

/** The texts of a run, by the name of their file. */
export type TextName = 'prompt.txt' | 'candidates.json' | 'raw.txt' | 'rubric.md' | 'context.json';

/** The texts that a run keeps as tags. */
export function runTexts({
	promptText,
	candidates,
	generation,
	rubric,
	scenario,
}: RunContent): Record<TextName, string> {
	return {
		'prompt.txt': promptText,
		'candidates.json': JSON.stringify(candidates, null, 1),
		'raw.txt': generation.text,
		'rubric.md': rubric.text,
		'context.json': JSON.stringify(flatScenario(scenario), null, 1),
	};
}

/** All texts in one, for the artifact `cell.json`: those that are JSON as values. */
export function cellJsonOf(texts: Readonly<Record<string, string>>): string {
	const values = Object.entries(texts).map(([name, text]) => [name, name.endsWith('.json') ? jsonOr(text) : text]);
	return JSON.stringify(Object.fromEntries(values), null, 1);
}

/** Ours are JSON; another harness's may be none. */
function jsonOr(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}
