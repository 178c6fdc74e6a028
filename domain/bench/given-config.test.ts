import { givenConfig } from './given-config';

test('what was given is read as a bench reads it, and defaults are left out', () => {
	expect(givenConfig({ models: 'a, b', n_tips: '3', repeats: '', gate: '{"baseline": "a,v1"}' })).toEqual({
		config: { models: ['a', 'b'], n_tips: 3, gate: expect.objectContaining({ baseline: expect.anything() }) },
		left_out: [],
	});
	expect(givenConfig('{"conf": {"experiment": "tips"}}').config).toEqual({ experiment: 'tips' });
});

test.each([null, undefined, 7, [], '{', { unreadable_payload: 'x' }])('%j gives nothing', (input) => {
	expect(givenConfig(input).config).toEqual({});
});

test('what a bench refuses is not shown: only its key, cut', () => {
	expect(givenConfig({ ollama_url: 'http://host/?key=secret', gpus: { gpu: 'http://host#secret' } }).config).toEqual(
		{},
	);
	const input = { mlflow_url: 'http://ann:secret@host', token: 'secret', ['x'.repeat(200)]: 1, n_tips: 'secret' };
	const { config, left_out } = givenConfig(input);
	expect(config).toEqual({});
	expect(left_out).toEqual(['mlflow_url', 'token', 'x'.repeat(80), 'n_tips']);
});

test('keys that are not to be shown are named all the same', () => {
	expect(givenConfig({ export_dir: '/home/ann', seed: 1 }, ['export_dir'])).toEqual({
		config: { seed: 1 },
		left_out: ['export_dir'],
	});
});
