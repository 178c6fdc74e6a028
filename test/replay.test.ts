import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DefaultLogger, type ReplayWorkerOptions, Runtime, Worker } from '@temporalio/worker';
import { DeterminismViolationError } from '@temporalio/workflow';
import { decodeHistory, readHistory, type StoredHistory } from '../testbed/read-history';
import { payloadConverterPath, workflowBundle } from '../worker/bundle';

const folder = join(__dirname, 'histories');
/** `RELEASE/NAME.json` of every release. */
const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json'));
const release = '0.2.0';
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

/** Signals that workflows send each other. */
const betweenWorkflows = ['judging', 'progress', 'troubles', 'turn', 'granted', 'gpu'];

/** The names of the signals that a person sent, in order. */
function signalsIn(history: StoredHistory): string[] {
	const signals = history.events.flatMap((event) => event.workflowExecutionSignaledEventAttributes?.signalName ?? []);
	return signals.filter((name) => !betweenWorkflows.includes(name));
}

/** What a workflow noted of what it did itself: a look at why it stands still is such. */
function markersIn(history: StoredHistory): string[] {
	return history.events.flatMap((event) => event.markerRecordedEventAttributes?.markerName ?? []);
}

test.each(names)('%s replays with the code of today', async (name) => {
	const history = read(name);
	const ended = history.events.at(-1)?.eventType === 'EVENT_TYPE_WORKFLOW_EXECUTION_COMPLETED';
	// A lease never ends.
	expect(ended).toBe(!name.endsWith('gpu-lease.json'));
	await replay(history);
});

test('the stored histories hold all that lasts, a wait with signals that changed nothing, a pause, and a standstill', () => {
	const needed = [
		'bench-judged',
		'bench-standstill',
		'collect',
		'collect-standstill',
		'bench-rejected-signals',
		'bench-paused',
		'collect-paused',
		'bench-auto-judged',
		'judge',
		'optimize',
		'gpu-lease',
		'sim',
	];
	const looked = ['bench-standstill', 'collect-standstill'].flatMap((name) =>
		markersIn(read(`${release}/${name}.json`)),
	);
	expect(looked).toContain('core_local_activity');
	expect(names).toEqual(expect.arrayContaining(needed.map((name) => `${release}/${name}.json`)));
	expect(signalsIn(read(`${release}/bench-paused.json`))).toEqual(['pause', 'resume', 'judged']);
	expect(signalsIn(read(`${release}/bench-judged.json`))).toEqual(['judged']);
	const sent = ['judged', 'no-such-signal', 'judged', 'judged', 'judged', 'judged'];
	expect(signalsIn(read(`${release}/bench-rejected-signals.json`))).toEqual(sent);
});

test.each(names)('%s would not replay if the workflow had asked for something else', async (name) => {
	const history = read(name);
	const scheduled = history.events.flatMap((event) => event.activityTaskScheduledEventAttributes ?? []).at(-1);
	if (scheduled !== undefined) scheduled.activityType.name = 'anotherActivity';
	await expect(replay(history)).rejects.toThrow(DeterminismViolationError);
});
