import type { JudgeEntry, JudgeFile } from './judge-file';

const noRuns = '\n  "runs": [],\n';

/**
 * A judge file as text, indented by two, piece by piece: the same as `JSON.stringify` of the whole would give, for a
 * file that is too long to be whole in memory.
 * @param file all but its entries, which come in the order in which they are to stand
 */
export async function* judgeFileText(
	file: Omit<JudgeFile, 'runs'>,
	entries: AsyncIterable<JudgeEntry>,
): AsyncGenerator<string> {
	const { rubric, ...head } = file;
	const frame = JSON.stringify({ ...head, runs: [], rubric }, null, 2);
	// In JSON no text holds a line break, so this can only be the member itself.
	const [before = '', after = ''] = frame.split(noRuns);
	yield `${before}\n  "runs": [`;
	let separator = '';
	for await (const entry of entries) {
		yield `${separator}\n${JSON.stringify(entry, null, 2).replace(/^/gm, '    ')}`;
		separator = ',';
	}
	yield `${separator === '' ? '' : '\n  '}],\n${after}\n`;
}
