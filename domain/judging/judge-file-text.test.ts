import type { JudgeEntry, JudgeFile } from './judge-file';
import { judgeFileText } from './judge-file-text';

const head: Omit<JudgeFile, 'runs'> = {
	format: 'tip-bench-judge/1',
	how_to: 'fill in\n  "runs": [],\n',
	experiment: 'tips "1"',
	experiment_id: '3',
	judge_kinds: ['claude-code', 'haiku'],
	by: 'somebody',
	rubric: { name: 'tip-v1', hash: 'h', text: '# "runs": [],\n' },
};
const entry: JudgeEntry = {
	run_id: 'a',
	scenario: { name: 'x', tasks: ['one', 'two\nlines'] },
	candidates: ['^ a tip,\nof two lines', ''],
	scores: { tone: null, format_ok: 1 },
};

async function* each(entries: readonly JudgeEntry[]) {
	yield* entries;
}

test.each([0, 1, 3])('with %i entries it is what JSON.stringify gives', async (count) => {
	const runs = Array.from({ length: count }, (_each, at) => ({ ...entry, run_id: `run-${at}` }));
	let text = '';
	for await (const piece of judgeFileText(head, each(runs))) text += piece;
	const { rubric, ...rest } = head;
	expect(text).toBe(`${JSON.stringify({ ...rest, runs, rubric }, null, 2)}\n`);
});
