import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tipBench } from '../testbed/commands';
import { fewCells, fewCellsFlags, type HeldStage, startHeldStage } from '../testbed/held-stage';
import { judgeAll } from '../testbed/judge-bench';
import { callMlflow, experimentId, rawRuns } from '../testbed/raw-mlflow';
import { tinyModels } from '../testbed/stack';
import { until } from '../testbed/until';
import { longTest } from './support/long-test';

const [model] = tinyModels;
let stage: HeldStage;

beforeAll(async () => {
	stage = await startHeldStage();
}, 120_000);

afterAll(() => stage?.close());

/** Changes a prompt file of the worker's. @returns what puts it back */
function edit(name: string): () => void {
	const path = join(stage.data, 'prompts', `${name}.md`);
	const before = readFileSync(path, 'utf8');
	writeFileSync(path, before.replace(/\n$/, ' Be brief.\n'));
	return () => writeFileSync(path, before);
}

const changeExperiment = async (act: 'delete' | 'restore', name: string) => {
	const { address } = stage.mlflow();
	await callMlflow(`experiments/${act}`, { experiment_id: await experimentId(name, address) }, address);
};

/** The current details, as the Temporal UI shows them. */
async function detailsOf(id: string): Promise<string> {
	return stage.benches.client.workflow
		.getHandle(id)
		.query<{ currentDetails: string }>('__temporal_workflow_metadata')
		.then(({ currentDetails }) => currentDetails);
}

test('a prompt that is edited while it collects: status, command and Temporal UI say why, and it goes on when it is put back', async () => {
	await stage.startHeld('edited', 3);
	const putBack = edit('v1');
	stage.letGo();
	const status = await stage.untilTold('edited', 'PromptChanged');
	expect(status).toMatchObject({
		phase: 'collecting',
		seconds_left: null,
		cells: { done: 0, failed: 2, invalid: 0 },
		reasons: { failed: { [Object.keys(status.reasons.failed)[0] ?? '']: 2 } },
	});
	const [trouble] = status.troubles;
	expect(trouble).toMatchObject({
		what: `recording answers (${model})`,
		why: expect.stringContaining('v1 has changed'),
		remedy: expect.stringContaining('Put the file back'),
	});
	expect(trouble?.tries).toBeGreaterThanOrEqual(1);
	const shown = await tipBench(['status', 'edited'], stage.env);
	expect(shown.stdout).toMatch(/stands still since \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC, tried .*: PromptChanged/);
	expect(shown.stdout).not.toContain(' left');
	expect(shown.stderr).toMatch(/PromptChanged: v1 has changed[\s\S]*what to do: Put the file back/);
	expect(shown.stderr).toContain('failed: 2 × PromptChanged: v1 has changed');
	const details = await detailsOf('edited');
	expect(details.split('\n').slice(0, 6).join('\n')).toMatch(/stands still[\s\S]*PromptChanged[\s\S]*What to do/);

	putBack();
	await stage.untilPhase('edited', 'awaiting-judge');
	expect(await stage.benches.status('edited')).toMatchObject({ troubles: [], cells: { done: 1, failed: 2 } });
	expect(await rawRuns('edited', stage.mlflow().address)).toHaveLength(1);
	// Those that failed are tried again.
	await tipBench(['cancel', 'edited'], stage.env);
	await until(async () => (await stage.benches.stateOf('edited')) === 'CANCELLED');
	expect((await tipBench(['run', ...fewCellsFlags('edited', 3)], stage.env)).code).toBe(0);
	expect(await stage.benches.status('edited')).toMatchObject({ cells: { done: 2, reused: 1, failed: 0 } });
});

test('an experiment that is deleted while it collects is named with how to restore it, and then it goes on', async () => {
	await stage.startHeld('lost', 3);
	await changeExperiment('delete', 'lost');
	stage.letGo();
	const { troubles, cells } = await stage.untilTold('lost', 'ExperimentDeleted');
	expect(cells.done).toBe(0);
	expect(troubles[0]?.why).toContain('mlflow experiments restore --experiment-id');
	await changeExperiment('restore', 'lost');
	await stage.untilPhase('lost', 'awaiting-judge');
	expect(await stage.benches.status('lost')).toMatchObject({ troubles: [], cells: { done: 3, failed: 0 } });
	expect(await rawRuns('lost', stage.mlflow().address)).toHaveLength(3);
});

test('an experiment that is deleted while the judge is awaited does not end the wait, whatever is signalled', async () => {
	const handle = stage.benches.client.workflow.getHandle('lost');
	await changeExperiment('delete', 'lost');
	const looked = await tipBench(['status', 'lost'], stage.env);
	expect(looked.stderr).toMatch(/ExperimentDeleted: .*mlflow experiments restore/);
	for (const payload of [{}, { partial: true }]) await handle.signal('judged', payload);
	const status = await stage.untilTold('lost', 'ExperimentDeleted');
	expect(status).toMatchObject({
		phase: 'awaiting-judge',
		rejected_signal: { signal: 'judged', why: expect.stringContaining('ExperimentDeleted') },
	});
	expect(await stage.benches.stateOf('lost')).toBe('RUNNING');
	await changeExperiment('restore', 'lost');
	await judgeAll('lost', stage.stateDir, stage.env);
	const board = await handle.result();
	expect(board).toMatchObject({ judged: 3, pending: 0 });
}, 120_000);

longTest(
	'while MLflow is away the follower hears it, and that it goes on',
	async () => {
		stage.hold();
		const following = tipBench(['run', ...fewCellsFlags('away', 3)], stage.env);
		await stage.untilHeld();
		await stage.mlflow().kill();
		stage.letGo();
		const { troubles, seconds_left } = await stage.untilTold('away', 'MlflowUnavailable');
		expect(seconds_left).toBeNull();
		expect(troubles[0]?.tries).toBeGreaterThanOrEqual(1);
		await stage.restartMlflow();
		const { code, stderr } = await following;
		expect(code).toBe(0);
		expect(stderr).toMatch(
			/recording answers .* stands still since .* UTC, tried .*MlflowUnavailable[\s\S]*what to do: Start MLflow[\s\S]*it goes on/,
		);
	},
	180_000,
);

longTest(
	'a bench that waits for the last answers of one that was terminated says why they are not recorded',
	async () => {
		await stage.startHeld('left', 1);
		const putBack = edit('v1');
		stage.letGo();
		await stage.untilTold('left', 'PromptChanged');
		await stage.benches.client.workflow.getHandle('left').terminate();
		// It is planned with the prompt as it is now; the block of the first still holds these cells.
		await stage.benches.start(fewCells('left', 1));
		const { notes, troubles } = await stage.untilTold('left', 'PromptChanged');
		expect(notes).toEqual([expect.stringContaining('last answers of an earlier bench')]);
		expect(troubles[0]).toMatchObject({ what: 'recording answers', why: expect.stringContaining('v1') });
		await tipBench(['cancel', 'left'], stage.env);
		await until(async () => (await stage.benches.stateOf('left')) === 'CANCELLED');
		putBack();
		await until(async () => (await rawRuns('left', stage.mlflow().address)).length === 1);
	},
	180_000,
);

test('with nothing usable `run` ends with 1 and the reasons', async () => {
	stage.hold();
	const following = tipBench(['run', ...fewCellsFlags('nothing', 2), '--json'], stage.env);
	await stage.untilHeld();
	const putBack = edit('v1');
	// The one that runs is aborted, so that not even that is recorded.
	stage.proxy().dropAll();
	stage.letGo();
	const { code, stdout, stderr } = await following.finally(putBack);
	expect(code).toBe(1);
	expect(stderr).toMatch(
		/NothingUsable:\s+bench nothing has nothing to judge or to rank\n- failed: 2 × PromptChanged: v1 has changed/,
	);
	expect(JSON.parse(stdout)).toMatchObject({
		judged: 0,
		failed: { cells: 2, named: [{ reason: expect.stringContaining('v1 has changed') }, {}] },
	});
});
