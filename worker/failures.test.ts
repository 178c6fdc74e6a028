import type { ActivityExecuteInput } from '@temporalio/worker';
import { TipBenchError } from '../domain/errors';
import { failuresByCode } from './failures';

const failureOf = (error: unknown) =>
	failuresByCode
		.execute?.({ args: [], headers: {} } as ActivityExecuteInput, () => Promise.reject(error))
		.then(
			() => null,
			(failed: unknown) => failed,
		);

test('an expected failure comes to Temporal by its code, final or not as its registry says', async () => {
	expect(await failureOf(new TipBenchError('JudgeRefused', 'no key'))).toMatchObject({
		...{ type: 'JudgeRefused', message: 'no key', nonRetryable: true, nextRetryDelay: undefined },
	});
	expect(await failureOf(new TipBenchError('JudgeUnavailable', 'busy'))).toMatchObject({ nonRetryable: false });
});

test('who was asked to wait waits so long', async () => {
	const busy = new TipBenchError('JudgeUnavailable', 'busy', { retryAfterMs: 120_000 });
	expect(await failureOf(busy)).toMatchObject({ type: 'JudgeUnavailable', nextRetryDelay: 120_000 });
});

test('what nobody expected stays as it is', async () => {
	const bug = new TypeError('a bug');
	expect(await failureOf(bug)).toBe(bug);
});
