import { type Prompt, promptFrontMatterSchema, promptOf, promptPlaces, unknownPlaces } from '../domain/bench/prompt';
import { type DataFile, invalid } from './data-file';
import { splitFrontMatter } from './front-matter';
import { readYaml } from './yaml-value';

/**
 * The prompt version that a file holds.
 * @throws TipBenchError DataFileInvalid for faults of the front matter, an empty template, or a place that nothing fills
 */
export function readPrompt(name: string, file: DataFile): Prompt {
	const { yaml, body, bodyLine } = splitFrontMatter(file);
	const { stop } =
		yaml === undefined ? promptFrontMatterSchema.parse({}) : readYaml(yaml, promptFrontMatterSchema).value;
	if (body === '') throw invalid(file.path, bodyLine, 'has no template: write the prompt below the front matter');
	for (const [at, line] of body.split('\n').entries()) {
		const [unknown] = unknownPlaces(line);
		if (unknown === undefined) continue;
		const known = promptPlaces.map((place) => `{{${place}}}`).join(', ');
		throw invalid(file.path, bodyLine + at, `nothing fills {{${unknown}}}; the places are ${known}`);
	}
	return promptOf(name, body, stop);
}
