import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readEnvironment } from '../machine/environment';
import { dataMarkOf, differences, identityOf, ownMark, processOf } from './identity';

const mark = { pid: 12, host: 'box', content: 'aaaaaaaa', folder: 'bbbbbbbb', exports: 'cccccccc' };

test.each([
	['files and folder are the same', {}, []],
	['the files are the same in another folder', { host: 'other', folder: 'dddddddd' }, []],
	['the same folder was edited meanwhile', { host: 'container', content: 'dddddddd' }, []],
	['files and folder are others', { content: 'dddddddd', folder: 'eeeeeeee' }, ['data']],
	['nobody knows the folder', { content: 'dddddddd', folder: '-' }, ['data']],
	['judge files go elsewhere', { exports: 'dddddddd' }, ['exports']],
	['the other writes none', { exports: '-' }, []],
	['all is other', { content: '1', folder: '2', exports: '3' }, ['data', 'exports']],
])('where %s', (_what, change, differ) => {
	const other = { ...mark, ...change };
	expect(differences(mark, other)).toEqual(differ);
	expect(differences(other, mark)).toEqual(differ);
});

test('two unknown folders are not the same one', () => {
	expect(differences({ ...mark, folder: '-' }, { ...mark, folder: '-', content: 'dddddddd' })).toEqual(['data']);
});

test('a mark comes back from the identity that Temporal shows', () => {
	expect(dataMarkOf(identityOf(mark))).toEqual(mark);
	expect(dataMarkOf(identityOf({ ...mark, folder: '-', exports: '-' }))).toEqual({
		...mark,
		folder: '-',
		exports: '-',
	});
	expect(identityOf(mark)).toMatch(/^12@box#/);
	for (const other of ['12@box', 'my worker', 'temporal-cli:me@box', '']) expect(dataMarkOf(other)).toBeNull();
	expect([processOf('12@box'), processOf(identityOf(mark)), processOf('my worker')]).toEqual([
		{ pid: 12, host: 'box' },
		{ pid: 12, host: 'box' },
		null,
	]);
});

test("a process's own mark follows its files, and a worker of GPUs writes no judge files", async () => {
	const root = mkdtempSync(join(tmpdir(), 'tip-bench-mark-'));
	const at = (data: string, more = {}) =>
		ownMark(
			readEnvironment({ HOME: root, TIP_BENCH_DATA: join(root, data), TIP_BENCH_STATE: join(root, 'state'), ...more }),
		);
	try {
		for (const data of ['one', 'two']) {
			for (const folder of ['', 'prompts', 'rubrics', 'scenarios']) mkdirSync(join(root, data, folder));
			writeFileSync(join(root, data, 'prompts', 'v1.md'), 'Give tips.\r\n');
			writeFileSync(join(root, data, 'prompts', 'README.md'), data);
		}
		const [one, two] = [await at('one'), await at('two')];
		expect(one.content).toBe(two.content);
		if (one.folder !== '-') expect(one.folder).not.toBe(two.folder);
		writeFileSync(join(root, 'one', 'prompts', 'v1.md'), 'Give good tips.');
		const edited = await at('one');
		expect(edited.content).not.toBe(one.content);
		expect(edited.folder).toBe(one.folder);
		expect((await at('one', { TIP_BENCH_QUEUES: 'gpu' })).exports).toBe('-');
		expect((await at('one', { TIP_BENCH_STATE: root })).exports).not.toBe(one.exports);
		// A folder that went away after the start.
		const gone = { ...readEnvironment({ HOME: root }), dataDir: join(root, 'nowhere') };
		expect((await ownMark(gone)).content).toMatch(/^[0-9a-f]{8}$/);
	} finally {
		rmSync(root, { recursive: true });
	}
});
