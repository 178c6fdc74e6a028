import { createCatalog } from '../../catalog/catalog';
import type { EpisodeBatch } from '../../contracts/sim';
import { simulatedRun } from '../../domain/simulation/sim-key';
import { projectRoot } from '../../machine/folders';
import { servingClient } from '../../serving/http-client';
import { serveToken, someAsked, type TestServing, testServing } from '../../serving/test-support/test-serving';
import { sweepUsers } from '../sweep-users';
import { createRunner } from './runner';

// Episodes over a real socket, beside the same ones in this process.

let serving: TestServing;

beforeAll(async () => {
	serving = await testServing();
});

afterAll(() => serving.remove());

const never = new AbortController().signal;
const run = (batch: EpisodeBatch, signal = never) => createRunner({ ...serving.env }, projectRoot()).run(batch, signal);

async function batchOf(change: Partial<EpisodeBatch> = {}): Promise<EpisodeBatch> {
	const { name, hash } = await createCatalog(projectRoot()).persona('early-bird');
	const setting = { steps: 40, tips: 5, profiles: 'by-kind' } as const;
	const policies = ['egreedy-v1', 'egreedy-v2', 'linucb'] as const;
	return { persona: { name, hash }, policies, setting, from: 0, seeds: 2, serve_url: serving.url, ...change };
}

test.each(['by-kind', 'one-for-all'] as const)(
	'with profiles %s the results are those of this process',
	async (profiles) => {
		const batch = await batchOf({ setting: { steps: 40, tips: 5, profiles } });
		expect(await run(batch)).toEqual(await run({ ...batch, serve_url: null }));
	},
);

test('nothing of a simulated user stays, also where nobody waits for it any longer', async () => {
	const client = servingClient({ url: serving.url, token: serveToken });
	await run(await batchOf());
	expect(await client.sweep('')).toEqual({ users: 0, decisions: 0 });
	const stopped = new AbortController();
	const running = run(await batchOf({ seeds: 1_000 }), stopped.signal);
	setTimeout(() => stopped.abort(new Error('stop')), 300);
	await expect(running).rejects.toThrow('stop');
	expect(await client.sweep('')).toEqual({ users: 0, decisions: 0 });
	await client.close();
});

test('the users of a batch whose worker was killed are swept at the end, and no real one', async () => {
	const client = servingClient({ url: serving.url, token: serveToken });
	const { persona, setting } = await batchOf();
	const left = `sim:${simulatedRun({ persona, setting })}.7/${persona.name}/7`;
	for (const user of [left, 'a-person', 'sim:another/p/7']) await client.score('egreedy-v2', someAsked(user));
	await sweepUsers({ ...serving.env }, { serve_url: serving.url, personas: [persona], setting }, never);
	expect(await client.sweep('')).toEqual({ users: 1, decisions: 1 });
	await client.close();
});

test('somebody else who asks for the same user is noticed, and nothing is taken for an episode', async () => {
	const batch = await batchOf({ policies: ['egreedy-v2'], seeds: 3 });
	const both = await Promise.allSettled([run(batch), run(batch)]);
	const failed = both.flatMap((each) => (each.status === 'rejected' ? [(each.reason as { code?: string }).code] : []));
	const right = await run({ ...batch, serve_url: null });
	for (const each of both) if (each.status === 'fulfilled') expect(each.value).toEqual(right);
	expect(failed.length).toBeGreaterThan(0);
	for (const code of failed) expect(['ServingDiffers', 'ServingRefused']).toContain(code);
});

test('a server that is away is tried again', async () => {
	const away = await batchOf({ serve_url: 'http://127.0.0.1:1' });
	await expect(run(away)).rejects.toMatchObject({ code: 'ServingUnavailable', final: false });
});
