import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sentFailure } from '../../contracts/sent-failure';
import { TipBenchError } from '../../domain/errors';
import type { InputOf } from './job';
import { createThreadRunner } from './thread-runner';

// The program is a stand-in, for what the real one cannot be made to do; that one is in test/admin-experiments.test.ts.

const program = join(mkdtempSync(join(tmpdir(), 'thread-')), 'thread.js');
writeFileSync(
	program,
	`const { parentPort } = require('node:worker_threads');
	const parts = new Map();
	parentPort.on('message', (message) => {
		const { is, id, input, part } = message;
		if (is === 'start' && input.die) process.exit(3);
		if (is === 'start' && input.fail) parentPort.postMessage({ is: 'failed', id, failure: input.fail });
		if (is === 'start') parts.set(id, []);
		if (is === 'more') parts.get(id).push(part);
		if (is === 'no more') parentPort.postMessage({ is: 'part', id, part: parts.get(id) });
		if (is === 'no more') parentPort.postMessage({ is: 'done', id, result: parts.get(id).length });
		if (is === 'stop') parentPort.postMessage({ is: 'done', id, result: 'stopped' });
	});`,
);
const runner = createThreadRunner(program, {});
afterAll(() => runner.close());
const input = (of: object) => of as unknown as InputOf<'rank'>;
async function* twoParts() {
	yield [1];
	yield [2];
}

test('what is sent comes in order, and so does what is given', async () => {
	const given: unknown[] = [];
	const onPart = (part: never) => given.push(part);
	const more = twoParts() as unknown as AsyncIterable<never>;
	expect(await runner.run('rank', input({}), { more, onPart })).toBe(2);
	expect(given).toEqual([[[1], [2]]]);
});

test('a failure arrives as what it was', async () => {
	const fail = sentFailure(new TipBenchError('MlflowUnavailable', 'away', { retryAfterMs: 7 }));
	const failed = runner.run('rank', input({ fail }));
	await expect(failed).rejects.toBeInstanceOf(TipBenchError);
	await expect(failed).rejects.toMatchObject({ code: 'MlflowUnavailable', message: 'away', retryAfterMs: 7 });
});

test('where the thread dies all that it was at fails, and the next job has another one', async () => {
	const waits = runner.run('rank', input({}));
	const dies = runner.run('rank', input({ die: true }));
	await expect(dies).rejects.toThrow('ended with 3');
	await expect(waits).rejects.toThrow('ended with 3');
	expect(await runner.run('rank', input({}), { more: twoParts() as unknown as AsyncIterable<never> })).toBe(2);
});

test('who gives up is told', async () => {
	const enough = new AbortController();
	const job = runner.run('rank', input({}), { signal: enough.signal });
	enough.abort();
	expect(await job).toBe('stopped');
});
