import { askEndpoint } from './ask';
import { hasModel, toldModels } from './models';
import { type Answer, key, question, reply, source, withEndpoint } from './test-support/endpoint-stand-in';

describe('what an endpoint tells of its models', () => {
	const told = (answer: Answer) =>
		withEndpoint([answer], async (endpoint, got) => ({ told: await toldModels(endpoint), got }));

	test('are names, asked for with the key', async () => {
		const found = await told(reply(200, JSON.stringify({ data: [{ id: 'm' }, { id: 'n' }] })));
		expect(found.told).toEqual({ names: ['m', 'n'] });
		expect(found.got).toMatchObject([{ url: '/v1/models', authorization: `Bearer ${key}` }]);
	});

	test.each([404, 405, 501])('HTTP %i is no fault: it has no such list', async (status) => {
		expect((await told(reply(status, ''))).told).toEqual({ names: null });
	});

	test.each([
		['an empty list', '{"data": []}'],
		['a page', '<html>'],
	])('%s tells nothing', async (_what, body) => {
		expect((await told(reply(200, body))).told).toEqual({ names: null });
	});

	test('a key that is refused is told, and a failure is thrown', async () => {
		expect((await told(reply(401, ''))).told).toMatchObject({ refused: { code: 'JudgeRefused' } });
		await expect(told(reply(500, ''))).rejects.toMatchObject({ code: 'JudgeUnavailable' });
	});

	test('the list comes while every connection for questions is busy', async () => {
		const list = reply(200, JSON.stringify({ data: [{ id: 'm' }] }));
		const busyOrList: Answer = (answer, got, count) =>
			got.url.endsWith('/models') ? list(answer, got, count) : undefined;
		await withEndpoint([busyOrList], async (endpoint, got) => {
			let ended = 0;
			const asking = new AbortController();
			const questions = Array.from({ length: source.most_at_once * 2 }, () =>
				askEndpoint(endpoint, question, asking.signal).catch(() => {
					ended += 1;
				}),
			);
			expect(await toldModels(endpoint)).toEqual({ names: ['m'] });
			expect(ended).toBe(0);
			const posted = got.filter(({ url }) => !url.endsWith('/models'));
			expect(posted.length).toBeLessThanOrEqual(source.most_at_once);
			asking.abort();
			await Promise.all(questions);
		});
	});

	test('a model is known by its name, below a folder, or by a pattern', () => {
		expect(hasModel(['a', 'models/m'], 'm')).toBe(true);
		expect(hasModel(['openai/*'], 'openai/gpt')).toBe(true);
		expect(hasModel(['*'], 'm')).toBe(true);
		expect(hasModel(['mm', 'm-2'], 'm')).toBe(false);
	});
});
