import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { howToJudge, judgeFileSchema } from '../domain/judging/judge-file';
import { checkJudgeFile } from '../domain/judging/judge-file-check';
import { createJudgeFileReader } from '../domain/judging/judge-file-reader';
import { createMends } from '../domain/judging/lenient-json/mends';
import { rubricFrontMatterSchema, scoreNames } from '../domain/judging/rubric';
import { createCatalog } from './catalog';

const root = join(__dirname, '..');
const page = readFileSync(join(root, 'docs/judging.md'), 'utf8');
const block = (language: string) => new RegExp(`\`\`\`${language}\\n(.*?)\`\`\``, 's').exec(page)?.[1] ?? '';

test('the judge file that the page shows is one, with every member and no other', async () => {
	const shown: unknown = JSON.parse(block('json'));
	const file = judgeFileSchema.parse(shown);
	expect(file).toEqual(shown);
	const rubric = await createCatalog(root).rubric('tip-v1');
	expect(Object.keys(file.runs[0]?.scores ?? {})).toEqual(scoreNames(rubric));
	const mends = createMends();
	const reader = createJudgeFileReader(mends);
	const entries = reader.push(
		JSON.stringify({ ...file, rubric: { name: rubric.name, hash: rubric.hash, text: rubric.text } }),
	);
	const { frame, ...rest } = reader.end();
	if (frame === null) throw new Error(rest.faults.join('\n'));
	const facts = { computed: { format_ok: 1, overlong: 0 }, shown: { scenario: '', candidates: '' } };
	const runs = new Map(file.runs.map(({ run_id }) => [run_id, facts]));
	expect(checkJudgeFile({ ...rest, frame, entries }, rubric, runs)).toMatchObject({
		judgments: [],
		unscored: 1,
		faults: [],
		entryFaults: [],
	});
	expect(howToJudge.startsWith(file.how_to.replace(' …', ''))).toBe(true);
});

test('the front matter that the page shows is that of a rubric', () => {
	const frontMatter = rubricFrontMatterSchema.parse(parse(block('yaml').replace(/^---$/gm, '')));
	expect(frontMatter.flags.map(({ rule }) => rule)).toEqual(['asked-format', { words_over: 25 }, undefined]);
});
