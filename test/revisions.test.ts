import { join } from 'node:path';
import { applyJudgeFile } from '../judging/apply';
import type { EntrySpool } from '../judging/entry-spool';
import { exportPending } from '../judging/export';
import { askGate } from '../judging/gate/ask-gate';
import { hideDriftChecks } from '../judging/hide-drift-checks';
import { judgeTrust } from '../judging/judge-trust';
import { keepTrust } from '../judging/kept-trust';
import { openJudgeFile } from '../judging/open-judge-file';
import { rejudge } from '../judging/rejudge/rejudge';
import { storeScores } from '../judging/store-scores';
import { findExperiment } from '../mlflow/experiments';
import { keepReport } from '../mlflow/keep-report';
import { changedAt, revisionOf } from '../mlflow/revision';
import { fillIn } from '../testbed/fill-in';
import { autoJudgment, type JudgedRuns, openJudgedRuns } from '../testbed/judged-runs';
import { testStack } from '../testbed/stack';

// Whoever changes what the runs of an experiment hold raises its revision, so that whoever keeps what it has read of it sees
// that it is old. That nothing else writes runs, the compiler and `mlflow/revision.test.ts` hold.

let stage: JudgedRuns;
beforeAll(async () => {
	stage = await openJudgedRuns();
});
afterAll(() => stage.close());

const both = { lazy: 'claude-code', auto: 'haiku' };
const revision = async (name = stage.experiment) => {
	const found = await findExperiment(stage.mlflow, name);
	return found === null ? 'gone' : revisionOf(found);
};
/** What something makes of the revision, by whether it is another one. */
async function isRaisedBy(work: () => Promise<unknown>, name?: string): Promise<boolean> {
	const before = await revision(name);
	await work();
	return (await revision(name)) !== before;
}
const path = (name: string) => join(testStack().stateDir, `${stage.experiment}-${name}.json`);
const file = async (name: string, more: Parameters<typeof exportPending>[3] = {}) => {
	await exportPending(stage.mlflow, stage.rubric, stage.at, { path: path(name), ...more });
	return path(name);
};

test('recording, an auto judge and a draw raise it, and say when that was', async () => {
	let runId = '';
	expect(
		await isRaisedBy(async () => {
			runId = await stage.addRun(both);
		}),
	).toBe(true);
	expect(await isRaisedBy(() => stage.record(stage.plan(), [autoJudgment(runId, 4)]))).toBe(true);
	expect(await isRaisedBy(() => stage.record(stage.plan(), [autoJudgment(runId, 4)]))).toBe(false);
	expect(await isRaisedBy(() => stage.draw({ share: 1, delta: 1 }))).toBe(true);
	expect(await isRaisedBy(() => stage.draw({ share: 1, delta: 1 }))).toBe(false);
	expect(Date.now() - Date.parse(changedAt(await revision()) ?? '')).toBeLessThan(10_000);
});

test('scores raise it however they come, and none where they are there already', async () => {
	const runId = await stage.addRun(both);
	const scores = { relevance: 4, actionability: 4, tone: 4, format_ok: 1, overlong: 0 };
	const given = { run_id: runId, scores, note: '', replace: false, by: 'Ada', judged_at: Date.now() };
	expect(await isRaisedBy(() => storeScores(stage.mlflow, stage.rubric, given))).toBe(true);
	expect(await isRaisedBy(() => storeScores(stage.mlflow, stage.rubric, given))).toBe(false);
	await stage.addRun(both);
	const exported = await file('apply');
	await fillIn(exported);
	const apply = async () =>
		applyJudgeFile(stage.mlflow, stage.rubric, await openJudgeFile(exported), { now: Date.now() });
	expect(await isRaisedBy(apply)).toBe(true);
	expect(await isRaisedBy(apply)).toBe(false);
	expect(await isRaisedBy(() => file('again'))).toBe(false);
	const spool = { add: async () => undefined } as unknown as EntrySpool;
	const old = [{ run_id: runId, repeats: 0, open: false }];
	const asked = { by: 'Ada', fresh: 1, every: 1, exported_at: new Date().toISOString(), scored: 20, old };
	const hide = () => hideDriftChecks(stage.mlflow, stage.rubric, stage.at.experiment_id, spool, asked);
	expect(await isRaisedBy(hide)).toBe(true);
});

test('a gate, kept trust and a kept report raise it, and what is only read does not', async () => {
	const { mlflow, rubric, at, experiment } = stage;
	for (const model of ['a:1b', 'b:1b']) await stage.addRun({ lazy: 'claude-code', auto: null }, ['x'], model);
	const asked = { baseline: { model: 'a:1b', prompt: 'v3-few-shot' }, alpha: 0.05, require_both: false };
	const gate = () => askGate(mlflow, { at, rubric, asked }, { now: Date.now, describe: () => 'x' });
	expect(await isRaisedBy(gate)).toBe(true);
	expect(await isRaisedBy(gate)).toBe(false);
	const found = await findExperiment(mlflow, experiment);
	if (found === null) throw new Error('no experiment');
	const { records } = await judgeTrust(mlflow, rubric, found, { now: Date.now() });
	expect(records.length).toBeGreaterThan(0);
	expect(await isRaisedBy(() => keepTrust(mlflow, found.id, records))).toBe(true);
	expect(await isRaisedBy(() => keepReport(mlflow, found.id, '<p>', Date.now()))).toBe(true);
	expect(await isRaisedBy(() => judgeTrust(mlflow, rubric, found, { now: Date.now() }))).toBe(false);
});

test('outputs that are put into another experiment raise that one’s', async () => {
	const { mlflow, rubric, at, experiment } = stage;
	const as = `${experiment}-again`;
	const order = {
		from: { id: at.experiment_id, name: experiment },
		as,
		rubric,
		former: rubric,
		judges: null,
		kinds: null,
	};
	const work = () => rejudge(mlflow, order);
	expect(await isRaisedBy(() => isRaisedBy(work, as).then((raised) => expect(raised).toBe(true)))).toBe(false);
});
