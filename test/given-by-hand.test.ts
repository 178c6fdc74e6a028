import { type BenchClient, connectBenchClient } from '../testbed/bench-client';
import { temporalCli } from '../testbed/commands';

// What a person gives to a workflow by Temporal's own command, and must not.

let benches: BenchClient;

beforeAll(async () => {
	benches = await connectBenchClient();
});

afterAll(() => benches.close());

const failureOf = async (id: string, type: string, ...inputs: string[]) => {
	const given = inputs.flatMap((input) => ['--input', input]);
	const start = ['--task-queue', 'bench', '--type', type, '--workflow-id', id];
	const { stdout } = await temporalCli('workflow', 'execute', ...start, ...given);
	// Not every version of the command prints the failure's type.
	const failed: unknown = await benches.client.workflow
		.getHandle(id)
		.result()
		.catch((error: Error) => error.cause);
	return `${(failed as { type?: string }).type}: ${stdout}`;
};

const forged = {
	...{ from: 'a-run', paused: false, judged: { count: 1, partial: true } },
	awaiting: { at: { mlflow_url: 'x', experiment: 'x', experiment_id: '1' }, rubric: 'tip-v1', status: null },
};

test.each([
	['a second input', ['{"n_tips":3}', '{"experiment":"two"}']],
	['an empty second input', ['{}', '{}']],
	['no more than null', ['{}', 'null']],
	['what looks like a bench that waits for its judge', ['{}', JSON.stringify(forged)]],
	['three inputs', ['{}', '{}', '{}']],
])('%s is InvalidConfig, and says so', async (name, inputs) => {
	const said = await failureOf(`inputs-${name.replaceAll(' ', '-')}`, 'bench', ...inputs);
	expect(said).toContain('InvalidConfig');
	expect(said).toContain(`${inputs.length} inputs were given`);
});

test('what only benches start says so when a person starts it', async () => {
	expect(await failureOf('by-hand', 'collect', '{}')).toContain('start a `bench` instead');
	expect(await failureOf('collect/x/y', 'collect')).toContain('start a `bench` instead');
	expect(await failureOf('gpu-lease', 'gpu-lease', '{"queue":"gpu"}')).toContain('is no id of a lease');
	const start = ['--task-queue', 'bench', '--type', 'gpu-lease', '--workflow-id', 'gpu-lease/odd', '--input', '[7]'];
	expect(await temporalCli('workflow', 'start', ...start)).toMatchObject({ code: 0 });
	expect(await benches.lease('odd')).toMatchObject({ queue: 'odd', holder: null, waiting: [] });
	await temporalCli('workflow', 'terminate', '--workflow-id', 'gpu-lease/odd');
});
