import { type Prompt, promptFrontMatterSchema, promptOf } from '../domain/bench/prompt';
import { type DataFile, invalid } from './data-file';
import { splitFrontMatter } from './front-matter';
import { readYaml } from './yaml-value';

/**
 * The prompt version that a file holds. Whether something fills its places only a bench's scenarios tell.
 * @throws TipBenchError DataFileInvalid for faults of the front matter, or an empty template
 */
export function readPrompt(name: string, file: DataFile): Prompt {
	const { yaml, body, bodyLine } = splitFrontMatter(file);
	const { stop } =
		yaml === undefined ? promptFrontMatterSchema.parse({}) : readYaml(yaml, promptFrontMatterSchema).value;
	if (body === '') throw invalid(file.path, bodyLine, 'has no template: write the prompt below the front matter');
	return promptOf(name, body, stop, bodyLine);
}
