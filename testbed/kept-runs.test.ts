import { join } from 'node:path';
import { createCatalog } from '../catalog/catalog';
import { firstReaderVersion } from '../domain/answers/reader-version';
import { type BlockPlan, cellAt } from '../domain/bench/cell';
import type { RecordedRun } from '../domain/bench/recorded-run';
import { checkJudgeFile } from '../domain/judging/judge-file-check';
import { leaderboardOf } from '../domain/ranking/rank-runs';
import { factsOf } from '../judging/entry-of-run';
import { openJudgeFile } from '../judging/open-judge-file';
import { projectRoot } from '../machine/folders';
import { recordedRunOf, textsIn } from '../mlflow/decode-run';
import { type RawRun, runPageSchema, tagsOf } from '../mlflow/run-schema';
import type { TextName } from '../mlflow/run-texts';
import { keptFile } from './kept-runs';

const catalog = createCatalog(projectRoot());
const rawRuns = (file: string): RawRun[] => runPageSchema.parse(JSON.parse(keptFile(file))).runs;
const recorded = (runs: readonly RawRun[]): RecordedRun[] => runs.flatMap((run) => recordedRunOf(run) ?? []);
const ours = rawRuns('runs-0.1.json');
const former = rawRuns('former-harness.json');

test('of the runs of 0.1 those with the mission’s tag are read, with all that they said', () => {
	const runs = recorded(ours);
	expect([ours.length, runs.length]).toEqual([9, 8]);
	expect(runs.filter((run) => run.judge_pending)).toHaveLength(3);
	expect(runs.filter(({ judged_by }) => judged_by === 'claude-code-session')).toHaveLength(4);
	expect(runs.filter(({ judged_by }) => judged_by === 'rule')).toHaveLength(1);
	for (const { judged, judge_pending, bench, cell_key } of runs) {
		expect([judged, bench]).toEqual([!judge_pending, 'kept-runs']);
		expect(cell_key).toMatch(/^[0-9a-f]{64}$/);
	}
});

test('their texts are whole', () => {
	for (const run of ours.filter((each) => recordedRunOf(each) !== null)) {
		const names = ['prompt.txt', 'raw.txt', 'candidates.json', 'context.json', 'rubric.md'];
		const texts = textsIn(run, names);
		expect(Object.keys(texts)).toEqual(names);
		expect(Object.keys(JSON.parse(texts['context.json'] ?? ''))).toEqual(['name', 'persona', 'time_slot', 'tasks']);
	}
});

test('they rank as they did', async () => {
	const kept: unknown = JSON.parse(keptFile('leaderboard-0.1.json'));
	// By which version answers were read was not kept then: the first.
	const ranked = leaderboardOf('kept-runs', await catalog.rubric('tip-v1'), recorded(ours));
	expect(ranked).toMatchObject({ ...(kept as object), readers: { [firstReaderVersion]: 8 } });
});

test('their cells have the keys that they would get today, so that none is made again', async () => {
	for (const run of ours) {
		const { cell_key, model_digest = '' } = tagsOf(run);
		const params = Object.fromEntries(run.data.params.map(({ key, value }) => [key, value]));
		if (params.model === undefined) continue;
		const numberOf = (name: string) => Number(params[name]);
		const block: BlockPlan = {
			model: { name: params.model, digest: model_digest, parameters: 1, think: null },
			prompts: [await catalog.prompt(params.prompt_version ?? '')],
			scenarios: { count: 1, hash: '' },
			repeats: 1,
			settings: {
				n_tips: numberOf('n_tips'),
				temperature: numberOf('temperature'),
				num_ctx: numberOf('num_ctx'),
				num_predict: numberOf('num_predict'),
				seed: numberOf('base_seed'),
			},
		};
		const cell = cellAt(block, 0, await catalog.scenario(params.scenario ?? ''));
		expect([cell.key, String(cell.seed)]).toEqual([cell_key, params.seed]);
	}
});

test('a judge file of 0.1 that somebody has half scored is read', async () => {
	const file = await openJudgeFile(join(projectRoot(), 'test/kept-runs/half-scored-0.1.judge.json'));
	const rubric = { ...(await catalog.rubric('tip-v1')), hash: file.frame.rubric.hash };
	const facts = ours.flatMap((raw) => {
		const run = recordedRunOf(raw);
		const texts = (names: readonly TextName[]) => textsIn(raw, names);
		return run === null ? [] : [[run.run_id, factsOf(rubric, { run, texts })] as const];
	});
	const checked = checkJudgeFile(file, rubric, new Map(facts));
	expect(checked.faults).toEqual([]);
	expect([checked.judgments.length, checked.unscored]).toEqual([4, 3]);
});

test('runs of the former harness are read, however little they say, and none that it did not finish', async () => {
	const runs = recorded(former);
	expect([former.length, runs.length]).toEqual([5, 4]);
	expect(runs.map(({ judge_pending, judged }) => [judge_pending, judged])).toEqual([
		[false, true],
		[true, false],
		[false, true],
		[false, true],
	]);
	expect(runs.map(({ model, prompt, scenario }) => [model, prompt, scenario].join())).toEqual([
		'qwen2.5:0.5b,v1,parent-morning',
		'qwen2.5:0.5b,v1,student-morning',
		'gemma3:1b,v1,parent-morning',
		',,',
	]);
	const board = leaderboardOf('former-harness', await catalog.rubric('tip-v1'), runs);
	expect(board).toMatchObject({ judged: 3, pending: 1, invalid: 0 });
	expect(board.rows.map(({ model, composite }) => [model, composite])).toEqual([
		['gemma3:1b', 16],
		['', 14],
		['qwen2.5:0.5b', 14],
	]);
	expect(textsIn(former[0] as RawRun, ['candidates.json', 'context.json'])).toEqual({
		'candidates.json': '["Put the shoes by the door.", "Drink a glass of water."]',
	});
});
