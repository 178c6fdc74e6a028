import { rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { createTemporaryCatalog, failureOf, noon, type TemporaryCatalog } from './test-support/temporary-catalog';

let temporary: TemporaryCatalog;
beforeEach(async () => {
	temporary = await createTemporaryCatalog();
});
afterEach(() => temporary.remove());

describe('files are read again when they change, and only then', () => {
	test('an unchanged file gives the very same prompt', async () => {
		expect(await temporary.catalog.prompt('v1')).toBe(await temporary.catalog.prompt('v1'));
		expect(await temporary.catalog.scenario('ann-dawn')).toBe(await temporary.catalog.scenario('ann-dawn'));
	});

	test('an edit is noticed, even one of the same length and with the old time put back', async () => {
		const before = await temporary.catalog.prompt('v1');
		const { atime, mtime } = await stat(join(temporary.root, 'prompts/v1.md'));
		await temporary.put('prompts/v1.md', 'Write {{n_tips}} TIPS.\n');
		await utimes(join(temporary.root, 'prompts/v1.md'), atime, mtime);
		const after = await temporary.catalog.prompt('v1');
		expect(after.template).toBe('Write {{n_tips}} TIPS.');
		expect(after.hash).not.toBe(before.hash);
	});

	test('a broken file fails each time, and is well as soon as it is mended', async () => {
		await temporary.put('prompts/v1.md', '---\nstops: x\n---\nOne');
		await failureOf(temporary.catalog.prompt('v1'));
		await failureOf(temporary.catalog.prompt('v1'));
		await temporary.put('prompts/v1.md', '{{tasks}}');
		expect((await temporary.catalog.prompt('v1')).template).toBe('{{tasks}}');
	});

	test('added and removed files are noticed', async () => {
		await temporary.put('scenarios/mine.jsonl', JSON.stringify(noon));
		expect(await temporary.catalog.scenarios()).toHaveLength(3);
		await rm(join(temporary.root, 'scenarios/mine.jsonl'));
		expect(await temporary.catalog.scenarios()).toHaveLength(2);
		await rm(join(temporary.root, 'prompts/v1.md'));
		expect((await failureOf(temporary.catalog.prompt('v1'))).code).toBe('UnknownName');
	});
});
