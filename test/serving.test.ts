import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Webhook } from 'standardwebhooks';
import { projectRoot } from '../machine/folders';
import { tipBench } from '../testbed/commands';
import { openHttpStandIn } from '../testbed/http-stand-in';
import {
	adminsToken,
	askedOf,
	productToken,
	type ServingProcess,
	startServingProcess,
} from '../testbed/serving-process';
import { until } from '../testbed/until';

let folder: string;
const running: ServingProcess[] = [];
const start = async (env: Readonly<Record<string, string>> = {}) => {
	const serving = await startServingProcess(folder, env);
	running.push(serving);
	return serving;
};
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'tip-bench-serving-'));
});
afterEach(async () => {
	await Promise.all(running.splice(0).map((each) => each.stop()));
	rmSync(folder, { recursive: true });
});
const command = (...args: string[]) => tipBench(args, { TIP_BENCH_STATE: folder });

test('two processes at once on one store lose no update', async () => {
	const both = await Promise.all([start(), start()]);
	const [users, each] = [3, 200];
	const work = async (serving: ServingProcess, salt: number) => {
		for (let at = 0; at < each; at += 1) {
			const { body } = await serving.post('/score/egreedy/v2', askedOf(`user ${at % users}`, 5, salt * each + at));
			// The other process takes the reward.
			const other = both[1 - both.indexOf(serving)] as ServingProcess;
			expect((await other.post('/reward', { decision: body.decision, reward: 1 })).body).toMatchObject({
				is_new: true,
			});
		}
	};
	await Promise.all([0, 1, 2, 3].map((at) => work(both[at % 2] as ServingProcess, at)));
	const counts = await Promise.all(
		[0, 1, 2].map(async (user) => (await both[0].get(`/stats/egreedy/v2?user=user%20${user}`)).body),
	);
	expect(counts.reduce((sum, { decisions }) => sum + decisions, 0)).toBe(4 * each);
	expect(counts.reduce((sum, { rewards }) => sum + rewards, 0)).toBe(4 * each);
	expect((await both[1].get('/policies')).body.totals).toEqual([
		{ policy: 'egreedy-v2', decisions: 4 * each, rewards: 4 * each, mean_reward: 1 },
	]);
}, 60_000);

test('a shadow is turned on by one line; its events are seen in the log, the counts and the webhook', async () => {
	const secret = 'whsec_dGhlIHNlY3JldCBvZiB0aGlzIHRlc3Q=';
	const deliveries: {
		readonly type: string;
		readonly data: { readonly decisions: { readonly decision: string }[] };
	}[] = [];
	const receiver = await openHttpStandIn(async (request, response) => {
		let body = '';
		for await (const piece of request) body += piece;
		deliveries.push(new Webhook(secret).verify(body, request.headers as Record<string, string>) as never);
		response.end();
	});
	const serving = await start({ TIP_BENCH_WEBHOOK_URL: receiver.url, TIP_BENCH_WEBHOOK_SECRET: secret });
	const recommend = () => serving.post('/recommend', askedOf('ann', 5, 1));
	await recommend();
	expect((await command('policy', 'shadow', 'on', 'egreedy-v2-shadow')).stdout).toBe('on: egreedy-v2-shadow\n');
	await recommend();
	await pause(1_000);
	const { body } = await recommend();
	await until(async () => serving.said().includes(`shadow:egreedy-v2-shadow of ${body.decision}: tip`), 5_000);
	await until(
		async () => deliveries.flatMap(({ data }) => data.decisions).some((each) => each.decision === body.decision),
		5_000,
	);
	expect(deliveries[0]).toMatchObject({ type: 'shadow:egreedy-v2-shadow' });
	const { agreement } = (await serving.get('/policies')).body;
	expect(agreement[0]).toMatchObject({ name: 'egreedy-v2-shadow' });
	expect(agreement[0].agreed + agreement[0].differed).toBeGreaterThanOrEqual(1);
	expect((await serving.get('/api/metrics')).body).toMatch(
		/tip_bench_shadow_total\{shadow="egreedy-v2-shadow",result="(agreed|differed)"\} \d/,
	);
	// It learned nothing, and no state of it is kept.
	expect((await serving.get('/stats/egreedy/v2?user=ann')).body).toMatchObject({ decisions: 0, rewards: 0 });
	expect((await command('policy', 'list')).stdout).toMatch(/egreedy-v2-shadow │ \d/);
	await receiver.close();
}, 60_000);

test('a promotion is served by the next choice, and so is its rollback', async () => {
	const serving = await start();
	const policy = async () => (await serving.post('/recommend', askedOf('ann', 3, 1))).body.policy;
	expect(await policy()).toBe('egreedy-v1');
	writeFileSync(join(folder, 'serving', 'policies.json'), JSON.stringify({ active: 'linucb', former: former() }));
	expect(await policy()).toBe('linucb');
	expect((await command('policy', 'rollback')).stdout).toBe('egreedy-v2 is the active policy again\n');
	expect(await policy()).toBe('egreedy-v2');
	writeFileSync(join(folder, 'serving', 'policies.json'), '{');
	expect(await policy()).toBe('egreedy-v2');
	expect((await serving.get('/api/ready')).body).toEqual({ ready: false, faults: ['PoliciesInvalid'] });
	expect(await command('policy', 'rollback')).toMatchObject({ code: 2, stderr: expect.stringContaining('no JSON') });
}, 60_000);

test('the tour of docs/serving.md does what the page says', async () => {
	const serving = await start();
	const own: Readonly<Record<string, string>> = { URL: serving.url, TOKEN: productToken, ADMIN: adminsToken };
	const page = readFileSync(join(projectRoot(), 'docs', 'serving.md'), 'utf8');
	const lines = (/## A tour\n([\s\S]*?)\n## /.exec(page)?.[1] ?? '')
		.split('\n')
		.filter((line) => line.startsWith('    '))
		.map((line) => line.trim().replace(/^(URL|TOKEN|ADMIN)=.*$/, (_line, name: string) => `${name}='${own[name]}'`));
	const said = await new Promise<string>((resolve, reject) => {
		execFile('bash', ['-ec', lines.join('\n')], { cwd: folder }, (error, stdout, stderr) =>
			error === null ? resolve(stdout) : reject(new Error(`${stdout}\n${stderr}`, { cause: error })),
		);
	});
	for (const words of [
		'"policy":"egreedy-v1"',
		'"is_new":true',
		'"is_new":false',
		'"RewardConflict"',
		'"rewards":1',
		'"users":1',
	])
		expect(said).toContain(words);
	expect(readFileSync(join(folder, 'decisions.jsonl'), 'utf8')).toContain('"user":"ann"');
}, 60_000);

function former() {
	const [since, until_] = ['2026-11-01T00:00:00Z', '2026-11-02T00:00:00Z'];
	return [{ active: 'egreedy-v2', since, until: until_, evidence: { simulation: 's' } }];
}
