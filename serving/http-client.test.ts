import { servingClient } from './http-client';
import { serveToken, someAsked, type TestServing, testServing } from './test-support/test-serving';

let serving: TestServing;
beforeAll(async () => {
	serving = await testServing();
});
afterAll(() => serving.remove());

test('a client asks, rewards and sweeps', async () => {
	const client = servingClient({ url: serving.url, token: serveToken });
	const choice = await client.score('egreedy-v2', someAsked('sim:r/a/0'));
	expect(choice).toMatchObject({ policy: 'egreedy-v2', scores: [0, 0, 0, 0] });
	const given = { decision: choice.decision, reward: 0.5 };
	expect([await client.reward(given), await client.reward(given)]).toEqual([true, false]);
	expect(await client.sweep('r/')).toEqual({ users: 1, decisions: 1 });
	await expect(client.reward(given)).rejects.toMatchObject({ code: 'ServingRefused', message: /DecisionUnknown/ });
	await client.close();
});

test('a wrong token and an address where nobody is are told apart', async () => {
	const stranger = servingClient({ url: serving.url, token: 'wrong' });
	await expect(stranger.sweep('')).rejects.toMatchObject({ code: 'ServingRefused', message: /CredentialRefused/ });
	const nobody = servingClient({ url: 'http://127.0.0.1:1', token: serveToken });
	await expect(nobody.sweep('')).rejects.toMatchObject({ code: 'ServingUnavailable', final: false });
	await Promise.all([stranger.close(), nobody.close()]);
});
