import { type Rubric, rubricFrontMatterSchema, rubricOf } from '../domain/judging/rubric';
import { type DataFile, invalid } from './data-file';
import { splitFrontMatter } from './front-matter';
import { readYaml } from './yaml-value';

/**
 * The rubric that a file holds.
 * @throws TipBenchError DataFileInvalid for faults of the front matter, or none, or no text below it for a judge to read
 */
export function readRubric(name: string, file: DataFile): Rubric {
	const { yaml, body, bodyLine } = splitFrontMatter(file);
	if (yaml === undefined) throw invalid(file.path, 1, 'must open with front matter: dimensions, flags and composite');
	const { value } = readYaml(yaml, rubricFrontMatterSchema);
	if (body === '') throw invalid(file.path, bodyLine, 'has no text: say below the front matter how a judge scores');
	return rubricOf(name, file.text, value);
}
