import { z } from 'zod';
import { configKeys, configSchema } from './bench/config';
import { formKey } from './form-key';

const keyOf = (key: (typeof configKeys)[number]) => formKey(key, configSchema.shape[key]);

test('a key says its type, its range, its default and its meaning', () => {
	expect(keyOf('n_tips')).toEqual({
		...{ key: 'n_tips', type: 'integer', default: 5, minimum: 1, maximum: 50, meaning: 'candidates a cell' },
	});
	expect(keyOf('temperature')).toMatchObject({ type: 'number', minimum: 0, maximum: 2, default: 0.7 });
	expect(keyOf('max_model_b')).toMatchObject({ type: 'number', above: 0, default: 4 });
	expect(keyOf('seed')).not.toHaveProperty('maximum');
	expect(keyOf('models')).toMatchObject({ type: 'list', default: expect.arrayContaining(['gemma3:1b']) });
	expect(keyOf('diversity')).toMatchObject({ type: 'boolean', default: false });
	expect(keyOf('on_deadline')).toMatchObject({ type: 'choice', options: ['wait', 'compare', 'fail'], default: 'wait' });
	expect(keyOf('gpus')).toMatchObject({ type: 'object' });
	expect(keyOf('gpus')).not.toHaveProperty('default');
	expect(keyOf('ollama_url')).toMatchObject({ type: 'string' });
});

test('every key of a config can be shown, and is JSON', () => {
	const keys = configKeys.map(keyOf);
	expect(keys.every(({ meaning }) => meaning !== '')).toBe(true);
	expect(JSON.parse(JSON.stringify(keys))).toEqual(keys);
});

test('what has a syntax of its own is a text', () => {
	expect(formKey('row', z.unknown().transform(String).describe('MODEL,PROMPT'))).toMatchObject({ type: 'text' });
});
