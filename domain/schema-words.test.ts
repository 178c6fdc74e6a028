import { z } from 'zod';
import { faultWords } from './schema-words';

test.each<[z.ZodType, unknown, string]>([
	[z.number(), 'a', 'must be a number'],
	[z.number(), undefined, 'is missing: give a number'],
	[z.int().min(1), 0, 'must be at least 1'],
	[z.number().lt(1), 1, 'must be below 1'],
	[z.number().multipleOf(5), 7, 'must be a multiple of 5'],
	[z.enum(['a', 'b', 'c']), 'd', 'must be one of a, b, c'],
	[z.string().max(3), 'abcd', 'must be a text of at most 3 characters'],
	[z.string().min(2), 'a', 'must be a text of at least 2 characters'],
	[z.string().min(1), '', 'must be a text that is not empty'],
	[z.array(z.int()).length(2), [1], 'must be a list of 2 parts'],
	[z.array(z.int()).min(1), [], 'must be a list that is not empty'],
	[z.array(z.int()).max(1), [1, 2], 'must be a list of at most 1 parts'],
	[z.iso.datetime(), 'today', 'must be a time in UTC, such as 2026-01-31T18:30:00Z'],
	[z.strictObject({}), { a: 1, b: 2 }, 'unknown key a, b'],
	[z.string().max(3, 'must be short'), 'abcd', 'must be short'],
])('%#: a fault is told in plain words', (schema, value, words) => {
	expect(schema.safeParse(value).error?.issues.map(faultWords)).toEqual([words]);
});
