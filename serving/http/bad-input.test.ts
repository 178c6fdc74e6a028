import { someAsked, type TestServing, testServing } from '../test-support/test-serving';

let serving: TestServing;
beforeAll(async () => {
	serving = await testServing();
});
afterAll(() => serving.remove());

const asked = someAsked('ann');
const [tip] = asked.tips;
const withX = (x: unknown) => ({ ...asked, tips: [{ id: 'a', kind: 'plan', x }] });
const x = new Array(12).fill(0.5);

test.each<[string, unknown, number, string, RegExp]>([
	[
		'a wrong dimension',
		withX(x.slice(1)),
		422,
		'PolicyInputInvalid',
		/tip 1 \("a"\) has 11 features; egreedy-v2 takes 12/,
	],
	["v1's dimension for v2", withX(x.slice(5)), 422, 'PolicyInputInvalid', /has 7 features/],
	['thirteen features', withX([...x, 1]), 400, 'RequestInvalid', /tips\.0\.x/],
	['a huge feature', withX([...x.slice(1), 1e7]), 422, 'PolicyInputInvalid', /feature 12 of tip 1 is 10000000/],
	['a feature that is null', withX([...x.slice(1), null]), 400, 'RequestInvalid', /tips\.0\.x\.11/],
	['no tip', { ...asked, tips: [] }, 400, 'RequestInvalid', /tips: must hold a tip/],
	[
		'10,000 tips',
		{ ...asked, tips: Array.from({ length: 10_000 }, (_none, at) => ({ id: `t${at}`, kind: 'k', x: [] })) },
		400,
		'RequestInvalid',
		/at most 1000 tips/,
	],
	['a body too large', { ...asked, user: 'x'.repeat(1_100_000) }, 413, 'RequestTooLarge', /1024 kB/],
	['a tip twice', { ...asked, tips: [tip, tip] }, 400, 'RequestInvalid', /tips\.1\.id: stands twice/],
	[
		'a tip without its facts',
		{ ...asked, tips: [{ id: 'a', kind: 'k' }] },
		400,
		'RequestInvalid',
		/priority: must be given/,
	],
	['facts beside features', { ...asked, tips: [{ ...tip, x }] }, 400, 'RequestInvalid', /overdue: is given beside/],
	['a negative age', { ...asked, tips: [{ ...tip, task_age_days: -1 }] }, 400, 'RequestInvalid', /task_age_days/],
	['an hour of 25', { ...asked, moment: { hour: 25, weekend: false } }, 400, 'RequestInvalid', /moment\.hour/],
	['two profiles', { ...asked, profile: profile(), profiles: {} }, 400, 'RequestInvalid', /profile: is given beside/],
	[
		'a rate of 2',
		{ ...asked, profile: { ...profile(), dismiss_rate: 2 } },
		400,
		'RequestInvalid',
		/profile\.dismiss_rate/,
	],
	['no user', { ...asked, user: '' }, 400, 'RequestInvalid', /user: must name a user/],
	[
		'a user of blanks',
		{ ...asked, user: ' \u3000\u200b\n' },
		400,
		'RequestInvalid',
		/user: must hold more than blanks/,
	],
	[
		'a long kind',
		{ ...asked, tips: [{ ...tip, kind: 'k'.repeat(101) }] },
		400,
		'RequestInvalid',
		/tips\.0\.kind: must be a text of at most 100 characters$/,
	],
	[
		'a minute',
		{ ...asked, moment: { ...asked.moment, minute: 3 } },
		400,
		'RequestInvalid',
		/moment\.minute: unknown key; known are hour, weekend$/,
	],
	[
		'half a profile',
		{ ...asked, profile: { completion_rate: 1 } },
		400,
		'RequestInvalid',
		/profile\.tips: is missing: give a number/,
	],
	['an empty body', '', 400, 'RequestInvalid', /^The body is empty/],
	['a user of 10,000 characters', { ...asked, user: 'u'.repeat(10_000) }, 400, 'RequestInvalid', /at most 512/],
	[
		'half a character',
		JSON.stringify({ ...asked, user: '%' }).replace('%', '\\ud800'),
		400,
		'RequestInvalid',
		/half a/,
	],
	['a misspelt key', { ...asked, momment: 1 }, 400, 'RequestInvalid', /did you mean moment\?/],
	['NaN', JSON.stringify(withX([0])).replace('[0]', '[NaN]'), 400, 'RequestInvalid', /no JSON/],
	['infinity', JSON.stringify(withX([0])).replace('[0]', '[1e999]'), 400, 'RequestInvalid', /tips\.0\.x\.0/],
	['no JSON', '{', 400, 'RequestInvalid', /no JSON/],
])('%s is a clear error, and nothing is kept', async (_name, body, status, code, detail) => {
	const answer = await serving.post('/score/egreedy/v2', body);
	expect([answer.status, answer.body.code]).toEqual([status, code]);
	expect(answer.body.detail).toMatch(detail);
	expect((await serving.get('/decisions/export')).body).toBe('');
});

test.each<[string, object, RegExp]>([
	['of 2', { reward: 2 }, /reward:/],
	['of -1', { reward: -1 }, /reward:/],
	['that is a text', { reward: '1' }, /reward: must be a number/],
	['with a dwell below 0', { reward: 1, outcome: { dwell_seconds: -1 } }, /outcome\.dwell_seconds/],
	[
		'of a tip both done and dismissed',
		{ reward: 1, outcome: { completed: true, dismissed: true } },
		/outcome\.dismissed: is true beside/,
	],
	['with a stranger beside', { reward: 1, outcome: { finished: true } }, /outcome\.finished: unknown key/],
])('a reward %s is refused', async (_name, reward, detail) => {
	const answer = await serving.post('/reward', { decision: 'x', ...reward });
	expect([answer.status, answer.body.code]).toEqual([400, 'RequestInvalid']);
	expect(answer.body.detail).toMatch(detail);
});

test.each(['x', 'a/b', '01a21c4b-5a62-77a6-9448-98e350a8d6fa'])(
	'a reward for %s, which nobody knows, names it',
	async (id) => {
		const answer = await serving.post('/reward', { decision: id, reward: 1 });
		expect([answer.status, answer.body.code]).toEqual([404, 'DecisionUnknown']);
		expect(answer.body.detail).toContain(JSON.stringify(id));
	},
);

test('a user of any script, with slashes, of 512 characters is one', async () => {
	for (const user of ['a/b//../c', '日本 "語"\n%2F', '💧'.repeat(512), "';--"]) {
		expect((await serving.post('/score/egreedy/v2', someAsked(user))).status).toBe(200);
		const { body } = await serving.get(`/stats/egreedy/v2?user=${encodeURIComponent(user)}`);
		expect(body).toMatchObject({ decisions: 1, rewards: 0, mean_reward: null });
		expect((await serving.post('/forget', { user }, 'an-admin-token-of-a-test')).body).toEqual({
			users: 1,
			decisions: 1,
		});
	}
	expect((await serving.post('/score/egreedy/v2', someAsked('💧'.repeat(513)))).status).toBe(400);
});

test('a user of blanks who is kept from before can be seen and forgotten', async () => {
	expect(await serving.get('/stats/linucb?user=%20')).toMatchObject({ status: 200, body: { decisions: 0 } });
	expect((await serving.post('/forget', { user: ' ' }, 'an-admin-token-of-a-test')).status).toBe(200);
});

test('a product has no business with what needs the admin, and nobody without a token with anything', async () => {
	const admins = [
		() => serving.post('/reset', { user: 'a' }),
		() => serving.post('/forget', { user: 'a' }),
		() => serving.get('/decisions?user=a', 'a-serve-token-of-a-test'),
		() => serving.get('/decisions/export', 'a-serve-token-of-a-test'),
	];
	for (const ask of admins) expect((await ask()).body).toMatchObject({ status: 403, code: 'AdminOnly' });
	for (const path of ['/policies', '/api/metrics', '/stats/linucb?user=a', '/decisions/export'])
		expect((await serving.get(path, 'wrong')).body).toMatchObject({
			...{ status: 401, code: 'CredentialRefused' },
			remedy: expect.stringContaining('./tip-bench serve token'),
		});
	for (const path of ['/api/health', '/api/ready', '/api/openapi.json'])
		expect((await fetch(serving.url + path)).status).toBe(200);
	expect((await fetch(`${serving.url}/policies`)).status).toBe(401);
});

function profile() {
	return { completion_rate: 0.5, dismiss_rate: 0.1, mean_dwell_seconds: 30, preferred_hour: null, tips: 3 };
}
