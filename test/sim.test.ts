import type { SimResult } from '../contracts/sim';
import { type Ended, temporalCli, tipBench } from '../testbed/commands';
import { rawRuns } from '../testbed/raw-mlflow';
import { startStackWorker, type WorkerProcess } from '../testbed/worker-process';

// Simulations on real Temporal and MLflow.

let worker: WorkerProcess;

beforeAll(async () => {
	worker = await startStackWorker({});
}, 120_000);

afterAll(() => worker.stop());

const small = ['--seeds', '3', '--steps', '20', '--personas', 'early-bird,night-owl'];
const simRun = (...args: string[]) => tipBench(['sim', 'run', '--json', ...small, ...args]);

/** Two personas are too few to decide. */
function undecided({ code, stdout }: Ended): SimResult {
	expect(code).toBe(20);
	return JSON.parse(stdout) as SimResult;
}

/** The committed runs of an experiment by persona and policy. */
async function pairsOf(experiment: string): Promise<string[]> {
	const runs = await rawRuns(experiment);
	expect(runs.every(({ tags }) => tags.kind === 'sim' || tags.kind === 'policy-gate')).toBe(true);
	const committed = runs.filter(({ tags }) => tags.kind === 'sim' && tags.committed === 'true');
	return committed.map(({ params }) => `${params.persona} × ${params.policy}`).sort();
}

const four = ['early-bird × egreedy-v1', 'early-bird × egreedy-v2', 'night-owl × egreedy-v1', 'night-owl × egreedy-v2'];

test('by the command: one run a persona and policy, with rewards, regrets and a curve', async () => {
	const result = undecided(await simRun('--experiment', 'sim-1'));
	expect(result).toMatchObject({ experiment: 'sim-1', episodes: { total: 12, done: 12, reused: 0 } });
	expect(await pairsOf('sim-1')).toEqual(four);
	const run = (await rawRuns('sim-1')).find(({ tags }) => tags.kind === 'sim');
	expect(run?.metrics).toMatchObject({ mean_reward: expect.any(Number), mean_regret: expect.any(Number) });
});

test('a second one of the same runs no episode', async () => {
	const result = undecided(await simRun('--experiment', 'sim-1'));
	expect(result.episodes).toEqual({ total: 12, done: 0, reused: 12 });
	expect(await pairsOf('sim-1')).toEqual(four);
});

test('by the plain Temporal command', async () => {
	const input = JSON.stringify({ experiment: 'sim-cli', seeds: '2', steps: 10, personas: 'early-bird' });
	const start = ['workflow', 'execute', '--task-queue', 'bench', '--type', 'sim', '--workflow-id', 's1'];
	const ended = await temporalCli(...start, '--input', input, '--output', 'json');
	expect(ended.code).toBe(0);
	expect(await pairsOf('sim-cli')).toEqual(four.slice(0, 2));
});
