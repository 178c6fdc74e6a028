import { readPendingActivity } from './pending-work';

const failed = (message: string, timedOut: boolean) => ({ code: null, message, timedOut });
const seconds = { toNumber: () => 1_000, valueOf: () => 1_000 };
const now = 1_030_500;

test('what Temporal describes is read as an activity that failed and waits for its next try', () => {
	const raw = {
		activityType: { name: 'createRuns' },
		state: 1,
		attempt: 5,
		scheduledTime: { seconds, nanos: 500_000_000 },
		lastFailure: { message: 'HTTP 401', applicationFailureInfo: { type: 'MlflowRefused' } },
	};
	expect(readPendingActivity(raw, now)).toEqual({
		...{ type: 'createRuns', state: 'scheduled', attempt: 5, seconds: 30, waitsFor: null },
		failure: { code: 'MlflowRefused', message: 'HTTP 401', timedOut: false },
	});
});

test('what Temporal describes is read with what nobody expected, a time-out, a pause, and the words of a heartbeat', () => {
	const odd = { lastFailure: { message: 'x is not a function', applicationFailureInfo: { type: 'TypeError' } } };
	expect(readPendingActivity(odd, now).failure).toEqual(failed('TypeError: x is not a function', false));
	const late = { lastFailure: { message: 'activity Heartbeat timeout', timeoutFailureInfo: {} } };
	expect(readPendingActivity(late, now).failure).toEqual(failed('activity Heartbeat timeout', true));
	expect(readPendingActivity({ state: 4 }, now).state).toBe('paused');
	const beat = (data: string) => ({ heartbeatDetails: { payloads: [{ data: new TextEncoder().encode(data) }] } });
	expect(readPendingActivity(beat('"pid 7"'), now).waitsFor).toBe('pid 7');
	for (const none of ['', 'null', '{}', '{"a']) expect(readPendingActivity(beat(none), now).waitsFor).toBeNull();
});

test('what Temporal describes is read where it says nothing', () => {
	expect(readPendingActivity({}, now)).toEqual({
		type: '',
		state: 'started',
		attempt: 1,
		failure: null,
		seconds: 0,
		waitsFor: null,
	});
});
