import { adminToken, someAsked, type TestServing, testServing } from '../test-support/test-serving';

const dayMs = 86_400_000;
let serving: TestServing;
let clock = Date.parse('2026-11-27T09:00:00Z');
beforeAll(async () => {
	serving = await testServing({}, () => clock);
});
afterAll(() => serving.remove());

const decide = async (user: string, path = '/recommend') => (await serving.post(path, someAsked(user))).body;
const reward = (decision: string, value: number, path = '/reward', more = {}) =>
	serving.post(path, { decision, reward: value, ...more });

test('a reward is taken once: the same again answers the same, another is a conflict', async () => {
	const { decision } = await decide('once');
	const first = await reward(decision, 0.7, '/reward', { outcome: { completed: true } });
	expect(first.body).toMatchObject({ decision, user: 'once', policy: 'egreedy-v1', reward: 0.7, is_new: true });
	clock += 1_000;
	const again = await reward(decision.toUpperCase(), 0.7, '/reward', { outcome: { completed: true } });
	expect(again.body).toEqual({ ...first.body, is_new: false });
	expect((await reward(decision, 0.8)).body).toMatchObject({ status: 409, code: 'RewardConflict' });
	expect((await reward(decision, 0.7)).body).toMatchObject({ code: 'RewardConflict' });
	expect((await serving.get('/stats/egreedy/v1?user=once')).body).toMatchObject({ rewards: 1, mean_reward: 0.7 });
});

test('two at once count as one', async () => {
	const { decision } = await decide('twice', '/score/egreedy/v2');
	const both = await Promise.all([reward(decision, 1), reward(decision, 1), reward(decision, 1)]);
	expect(both.filter(({ body }) => body.is_new)).toHaveLength(1);
	expect(both.map(({ status }) => status)).toEqual([200, 200, 200]);
	expect((await serving.get('/stats/egreedy/v2?user=twice')).body).toMatchObject({ rewards: 1 });
});

test("a policy's route refuses another's decision", async () => {
	const { decision } = await decide('other', '/score/linucb');
	expect((await reward(decision, 1, '/reward/egreedy/v2')).body).toMatchObject({
		code: 'DecisionOfOther',
		status: 409,
	});
	expect((await reward(decision, 1, '/reward/linucb')).status).toBe(200);
});

test('a reward comes within seven days, whatever the clock did meanwhile', async () => {
	const began = clock;
	const [late, inTime] = [await decide('late'), await decide('in time')];
	clock = began + 7 * dayMs;
	expect((await reward(inTime.decision, 1)).status).toBe(200);
	clock += 1;
	expect((await reward(late.decision, 1)).body).toMatchObject({ status: 410, code: 'RewardTooLate' });

	// Set back by a year: what was decided before, and what is decided now, are both young when it is right again.
	const before = await decide('before');
	clock -= 365 * dayMs;
	const meanwhile = await decide('meanwhile');
	expect((await reward(before.decision, 1)).status).toBe(200);
	clock += 365 * dayMs;
	expect((await reward(meanwhile.decision, 1)).status).toBe(200);
});

test('what the user did makes their profile, by kind of tip', async () => {
	for (let at = 0; at < 6; at += 1) {
		const { decision } = await decide('profiled', '/score/egreedy/v2');
		await reward(decision, 1, '/reward', { outcome: { completed: true, dwell_seconds: 60 } });
	}
	await decide('profiled', '/score/egreedy/v2');
	const { body } = await serving.get('/decisions?user=profiled&limit=1');
	const [{ contexts, tips, chosen }] = body.decisions;
	expect(tips[chosen].kind).toBe('plan');
	const [plan, rest] = contexts;
	expect(plan[11]).toBeGreaterThan(0);
	expect(rest[11]).toBe(0);
	expect([plan[7], rest[7]]).toEqual([1, 1]);
	expect((await serving.post('/reset', { user: 'profiled', profile: true }, adminToken)).body).toEqual({
		reset: ['egreedy-v2'],
	});
	expect((await serving.get('/stats/egreedy/v2?user=profiled')).body).toMatchObject({ decisions: 0, rewards: 0 });
});

test('simulated users are left out of the log unless asked for, and swept', async () => {
	const { decision } = await decide('sim:r1/p/0');
	await reward(decision, 1);
	const lines = async (query: string) =>
		String((await serving.get(`/decisions/export${query}`)).body)
			.trim()
			.split('\n');
	expect((await lines('')).some((line) => line.includes('sim:'))).toBe(false);
	expect((await lines('?simulated=1')).some((line) => line.includes('sim:'))).toBe(true);
	expect((await lines('?simulated=1&format=csv')).length).toBe((await lines('?simulated=1')).length + 1);
	expect((await serving.post('/sweep', { run: 'r2/' })).body).toEqual({ users: 0, decisions: 0 });
	expect((await serving.post('/sweep', { run: 'r1/' })).body).toEqual({ users: 1, decisions: 1 });
	expect((await lines('?simulated=1')).some((line) => line.includes('sim:'))).toBe(false);
});
