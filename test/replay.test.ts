import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DefaultLogger, type ReplayWorkerOptions, Runtime, Worker } from '@temporalio/worker';
import { DeterminismViolationError } from '@temporalio/workflow';
import { payloadConverterPath, workflowBundle } from '../worker/bundle';
import { decodeHistory, readHistory, type StoredHistory } from './support/read-history';

const folder = join(__dirname, 'histories');
const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
const read = (name: string) => readHistory(join(folder, name));

let options: ReplayWorkerOptions;

beforeAll(async () => {
	Runtime.install({ logger: new DefaultLogger('ERROR'), telemetryOptions: { logging: { filter: 'error' } } });
	options = {
		workflowBundle: await workflowBundle(),
		dataConverter: { payloadConverterPath: payloadConverterPath() },
	};
});

/** Runs today's workflow code against what an earlier one did. */
function replay(history: StoredHistory): Promise<void> {
	const workflowId = history.events[0]?.workflowExecutionStartedEventAttributes?.workflowId;
	return Worker.runReplayHistory(options, decodeHistory(history), workflowId);
}

/** The names of the signals that a person sent, in order. */
function signalsIn(history: StoredHistory): string[] {
	const signals = history.events.flatMap((event) => event.workflowExecutionSignaledEventAttributes?.signalName ?? []);
	return signals.filter((name) => name !== 'progress');
}

test.each(names)('%s, whose workflow completed, replays with the code of today', async (name) => {
	const history = read(name);
	expect(history.events.at(-1)?.eventType).toBe('EVENT_TYPE_WORKFLOW_EXECUTION_COMPLETED');
	await replay(history);
});

test('the stored histories hold both workflows, and a wait with signals that changed nothing', () => {
	expect(names).toEqual(expect.arrayContaining(['bench-judged.json', 'collect.json', 'bench-rejected-signals.json']));
	expect(signalsIn(read('bench-judged.json'))).toEqual(['judged']);
	const sent = ['judged', 'no-such-signal', 'judged', 'judged', 'judged'];
	expect(signalsIn(read('bench-rejected-signals.json'))).toEqual(sent);
});

test.each(names)('%s would not replay if the workflow had asked for something else', async (name) => {
	const history = read(name);
	const scheduled = history.events.flatMap((event) => event.activityTaskScheduledEventAttributes ?? []).at(-1);
	if (scheduled !== undefined) scheduled.activityType.name = 'anotherActivity';
	await expect(replay(history)).rejects.toThrow(DeterminismViolationError);
});
