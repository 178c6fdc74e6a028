import { createCatalog } from '../../catalog/catalog';
import type { EpisodeBatch } from '../../contracts/sim';
import { joinResults, type PairResults } from '../../domain/simulation/pair-results';
import { projectRoot } from '../../machine/folders';
import { runBatch } from './run-batch';
import { createRunner } from './runner';

const runner = createRunner({}, projectRoot());
const never = new AbortController().signal;

async function batchOf(change: Partial<EpisodeBatch> = {}): Promise<EpisodeBatch> {
	const { name, hash } = await createCatalog(projectRoot()).persona('early-bird');
	const setting = { steps: 30, tips: 4, profiles: 'by-kind' } as const;
	const policies = ['egreedy-v1', 'egreedy-v2'] as const;
	return { persona: { name, hash }, policies, setting, from: 0, seeds: 6, serve_url: null, ...change };
}

test('a batch is the same whoever runs it, and however its seeds and policies are parted', async () => {
	const whole = await runner.run(await batchOf(), never);
	expect(whole.map(({ rewards }) => rewards.length)).toEqual([6, 6]);
	expect(await createRunner({}, projectRoot()).run(await batchOf(), never)).toEqual(whole);
	const parts = await Promise.all([
		runner.run(await batchOf({ seeds: 2 }), never),
		runner.run(await batchOf({ from: 2, seeds: 4 }), never),
	]);
	const joined = whole.map((_each, at) => joinResults(parts.map((part) => part[at] as PairResults)));
	expect(joined.map(({ rewards, regrets }) => ({ rewards, regrets }))).toEqual(
		whole.map(({ rewards, regrets }) => ({ rewards, regrets })),
	);
	const [second] = await runner.run(await batchOf({ policies: ['egreedy-v2'] }), never);
	expect(second).toEqual(whole[1]);
	// Seeds differ, or a simulation would have one episode many times.
	expect(new Set(whole[0]?.rewards).size).toBeGreaterThan(2);
});

test('a persona whose file is another one now is refused', async () => {
	const batch = await batchOf({ persona: { name: 'early-bird', hash: 'another' } });
	await expect(runner.run(batch, never)).rejects.toMatchObject({ code: 'PromptChanged' });
});

test('it ends between two episodes when nobody waits for it', async () => {
	const stopped = new AbortController();
	const running = runner.run(await batchOf({ seeds: 1_000 }), stopped.signal);
	setTimeout(() => stopped.abort(new Error('stop')), 50);
	await expect(running).rejects.toThrow('stop');
});

test('every user is cleared before the first episode and after the last one', async () => {
	const seen: string[] = [];
	const play = jest.fn(async (_persona, { policy, seed }, user: string) => {
		seen.push(`${policy} ${user}`);
		return { persona: 'p', policy, seed, mean_reward: 0, mean_regret: 0, curve: [] };
	});
	const clear = async (user: string) => void seen.push(`clear ${user}`);
	await runBatch(createCatalog(projectRoot()), await batchOf({ from: 3, seeds: 1 }), { play, clear }, never);
	const user = expect.stringMatching(/^clear sim:[0-9a-f]{16}\.3\/early-bird\/3$/);
	expect(seen).toEqual([user, expect.stringMatching(/^egreedy-v1/), expect.stringMatching(/^egreedy-v2/), user]);
});
