import { type AutoJudge, autoJudgeOf, autoJudgeSchema } from '../domain/judging/auto-judge';
import type { DataFile } from './data-file';
import { readYaml } from './yaml-value';

/**
 * The auto judge that a file describes.
 * @throws TipBenchError DataFileInvalid with every fault and its line
 */
export function readAutoJudge(kind: string, file: DataFile): AutoJudge {
	const { value } = readYaml({ path: file.path, text: file.text, firstLine: 1 }, autoJudgeSchema);
	return autoJudgeOf(kind, value);
}
