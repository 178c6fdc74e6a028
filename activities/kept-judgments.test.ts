import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MockActivityEnvironment } from '@temporalio/testing';
import type { JudgeItem } from '../contracts/judge';
import type { AutoJudgment } from '../domain/judging/auto-judgment';
import { keptJudgments } from './kept-judgments';
import { sameModel } from './same-model';

const root = mkdtempSync(join(tmpdir(), 'tip-bench-judgments-'));
let folders = 0;
afterAll(() => rmSync(root, { recursive: true, force: true }));

const item = (more: Partial<JudgeItem> = {}, hash = 'j'.repeat(64)): JudgeItem => ({
	at: { mlflow_url: 'http://h', experiment: 'e', experiment_id: '1' },
	rubric: { name: 'tip-v1', hash: 'r' },
	judge: {
		...{ kind: 'haiku', model: 'm', samples: 1, most_at_once: 4, most_cost: null, hash, evidence: true },
		...{ weights: null, context: 8192 },
	},
	...{ again: false, planned_at: 0, run_id: 'run-1', ollama_url: null },
	...more,
});

const judgment = (more: Partial<AutoJudgment> = {}): AutoJudgment => ({
	...{ run_id: 'run-1', scores: { tone: 4 }, unscored: null, spread: {}, rationale: null, requests: 1 },
	...{ prompt_tokens: 1, output_tokens: 1, prompt_eval_s: null, cost: 0, judged_at: 1_000 },
	...more,
});

/** A worker's judging of items: which of them had to be asked about. */
async function worker(folder: string, items: readonly [JudgeItem, AutoJudgment][], workflowId = 'judge/e/haiku') {
	const kept = keptJudgments(folder, () => {});
	const asked: string[] = [];
	const came: AutoJudgment[] = [];
	for (const [each, answer] of items) {
		const make = async () => {
			asked.push(each.run_id);
			return answer;
		};
		const environment = new MockActivityEnvironment({ workflowExecution: { workflowId, runId: `${Math.random()}` } });
		came.push(await environment.run<[], AutoJudgment, () => Promise<AutoJudgment>>(() => kept.once(each, make)));
	}
	return { asked, came };
}

test('what one worker had made is taken up by the next, whatever run of the workflow asks', async () => {
	const folder = join(root, `${++folders}`);
	await worker(folder, [[item(), judgment()]]);
	const next = await worker(folder, [[item(), judgment({ scores: { tone: 1 } })]]);
	expect(next).toEqual({ asked: [], came: [judgment()] });
	// Apart from the answers of cells.
	expect(readdirSync(`${folder}-judgments`)).toHaveLength(1);
});

test('another run, judge or workflow is asked for itself', async () => {
	const folder = join(root, `${++folders}`);
	await worker(folder, [[item(), judgment()]]);
	const others: [JudgeItem, AutoJudgment][] = [
		[item({ run_id: 'run-2' }), judgment({ run_id: 'run-2' })],
		[item({}, 'k'.repeat(64)), judgment()],
	];
	expect((await worker(folder, others)).asked).toEqual(['run-2', 'run-1']);
	expect((await worker(folder, [[item(), judgment()]], 'judge/f/haiku')).asked).toEqual(['run-1']);
});

test('asked anew, only what was made since counts; so does what was left unscored before', async () => {
	const folder = join(root, `${++folders}`);
	const unscored = judgment({ scores: null, unscored: { reason: 'refused', detail: 'no' } });
	await worker(folder, [[item(), judgment()]]);
	const again = { again: true, planned_at: 2_000 };
	const since = judgment({ judged_at: 3_000 });
	expect((await worker(folder, [[item(again), since]])).asked).toEqual(['run-1']);
	expect(await worker(folder, [[item(again), judgment()]])).toEqual({ asked: [], came: [since] });

	const other = join(root, `${++folders}`);
	await worker(other, [[item(), unscored]]);
	// Within the chain that it was left unscored in it stays so; another tries it again.
	expect((await worker(other, [[item(), judgment()]])).came).toEqual([unscored]);
	expect((await worker(other, [[item({ planned_at: 2_000 }), judgment()]])).asked).toEqual(['run-1']);
});

test('an endpoint that puts another model behind the name is noticed within a run of the workflow', async () => {
	const answer = (answered_by: string | undefined, runId: string) =>
		new MockActivityEnvironment({ workflowExecution: { workflowId: 'judge/e/haiku', runId } }).run<
			[],
			AutoJudgment,
			() => Promise<AutoJudgment>
		>(async () => sameModel(item(), judgment(answered_by === undefined ? {} : { answered_by })));
	await answer('haiku-1', 'a');
	await answer(undefined, 'a');
	await answer('haiku-1', 'a');
	await expect(answer('haiku-2', 'a')).rejects.toMatchObject({ code: 'JudgeChanged' });
	// One that begins later has but one.
	expect(await answer('haiku-2', 'b')).toMatchObject({ answered_by: 'haiku-2' });
});
