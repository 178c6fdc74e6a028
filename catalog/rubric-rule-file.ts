import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Rubric } from '../domain/judging/rubric';
import { type RubricRule, rubricRuleOf, rubricRuleSchema, ruleFaults } from '../domain/judging/rubric-rule';
import { allInvalid, fileErrorCode, invalid, parseReason, readDataFile } from './data-file';
import { readYaml } from './yaml-value';

const ending = '.rule.yaml';

/** As people name such a file too; it would be passed over, and the scores be other ones. */
const nearEndings = ['.rule.yml', '.rules.yaml', '.rules.yml', '.rule.json', '.rule.yaml.txt'];

/**
 * The rule beside a rubric, `null` where it has none.
 * @throws TipBenchError DataFileInvalid with every fault, and for a file that is nearly named so
 */
export async function readRubricRule(root: string, rubric: Rubric): Promise<RubricRule | null> {
	const files = await filesBeside(root);
	const path = `rubrics/${rubric.name}${ending}`;
	const near = nearEndings.map((each) => `${rubric.name}${each}`).find((each) => files.includes(each));
	if (near !== undefined) throw invalid(`rubrics/${near}`, undefined, `must be named ${rubric.name}${ending}`);
	if (!files.includes(`${rubric.name}${ending}`)) return null;
	const file = await readDataFile(root, path);
	const { value, lineOf } = readYaml({ path, text: file.text, firstLine: 1 }, rubricRuleSchema);
	const faults = ruleFaults(value, rubric);
	if (faults.length === 0) return rubricRuleOf(value);
	throw allInvalid(
		path,
		faults.map(({ at, fault }) => ({ line: lineOf(at), fault: `${at.join('.')}: ${fault}` })),
	);
}

async function filesBeside(root: string): Promise<string[]> {
	try {
		return await readdir(join(root, 'rubrics'));
	} catch (error) {
		if (fileErrorCode(error) === 'ENOENT') return [];
		throw invalid('rubrics', undefined, `the folder cannot be read (${parseReason(error)})`, error);
	}
}
