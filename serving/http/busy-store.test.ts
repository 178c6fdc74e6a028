import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { servingFolder } from '../serving-folder';
import { adminToken, someAsked, type TestServing, testServing } from '../test-support/test-serving';

let serving: TestServing;
let other: InstanceType<typeof DatabaseSync>;
beforeAll(async () => {
	serving = await testServing();
	other = new DatabaseSync(join(servingFolder(serving.env), 'policies.sqlite'));
	await serving.post('/recommend', someAsked('ann'));
});
afterAll(async () => {
	other.close();
	await serving.remove();
});

const timed = async <T>(work: Promise<T>) => {
	const began = performance.now();
	return { answer: await work, ms: performance.now() - began };
};

test('while another process has the store to itself others are answered, and choices once it is free', async () => {
	other.exec('BEGIN IMMEDIATE');
	const choices = Array.from({ length: 50 }, (_none, at) => serving.post('/recommend', someAsked(`u${at}`)));
	const resetting = serving.post('/reset', { user: 'ann' }, adminToken);
	const looks: number[] = [];
	for (let look = 0; look < 10; look += 1) looks.push((await timed(serving.get('/api/health'))).ms);
	const { answer, ms } = await timed(serving.get('/stats/egreedy/v1?user=ann'));
	expect(answer.body).toMatchObject({ decisions: 1 });
	expect(Math.max(...looks, ms)).toBeLessThan(1_000);
	other.exec('ROLLBACK');
	expect((await resetting).body).toEqual({ reset: ['egreedy-v1'] });
	expect((await Promise.all(choices)).map(({ status }) => status)).toEqual(choices.map(() => 200));
});

test('after two seconds that is said, and when to ask again', async () => {
	other.exec('BEGIN IMMEDIATE');
	try {
		const [choice, ready] = await Promise.all([
			timed(serving.post('/recommend', someAsked('ann'))),
			timed(serving.get('/api/ready')),
		]);
		expect(choice.answer).toMatchObject({ status: 503, body: { code: 'StoreBusy', retry_after: 5 } });
		expect(ready.answer).toMatchObject({ status: 503, body: { ready: false, faults: ['StoreBusy'] } });
		for (const { ms } of [choice, ready]) {
			expect(ms).toBeGreaterThan(1_900);
			expect(ms).toBeLessThan(3_500);
		}
	} finally {
		other.exec('ROLLBACK');
	}
	expect((await serving.post('/recommend', someAsked('ann'))).status).toBe(200);
});
