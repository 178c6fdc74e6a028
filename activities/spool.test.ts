import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Generation, generationSchema } from '../domain/bench/generation';
import { createSpool, type SpoolPlace } from './spool';

const root = mkdtempSync(join(tmpdir(), 'tip-bench-spool-'));
let folders = 0;
const newFolder = () => join(root, `${++folders}`);

afterAll(() => rmSync(root, { recursive: true, force: true }));

const generation: Generation = {
	text: 'Wärme, 茶 und "Ruhe"\n',
	done_reason: 'stop',
	invalid: null,
	started_at: 1,
	ended_at: 2,
	latency_s: 0.001,
	load_s: null,
	prompt_eval_s: 0.1,
	generation_s: 0.2,
	prompt_tokens: 3,
	output_tokens: 4,
	tokens_per_s: 20,
	memory_bytes: 5,
	gpu_memory_bytes: 0,
	ollama_version: '0.24.0',
};

const place: SpoolPlace = { block: 'collect/e/1', workflowRunId: 'run-1', activityId: '7', cellKey: 'a'.repeat(64) };

function spoolIn(folder: string) {
	const said: string[] = [];
	return { spool: createSpool(folder, generationSchema, (line) => said.push(line)), said };
}

test('an answer that one worker kept is found by the next, and by no other activity, run or cell', async () => {
	const folder = newFolder();
	await spoolIn(folder).spool.keep(place, generation);
	const { spool } = spoolIn(folder);
	expect(await spool.find(place)).toEqual(generation);
	expect(await spool.find({ ...place, activityId: '8' })).toBeUndefined();
	expect(await spool.find({ ...place, workflowRunId: 'run-2' })).toBeUndefined();
	expect(await spool.find({ ...place, cellKey: 'b'.repeat(64) })).toBeUndefined();
	expect(await spool.find({ ...place, block: 'collect/f/1' })).toBeUndefined();
});

test('whatever run of a block kept an answer, the newest is found for its cell, and for no other block', async () => {
	const { spool } = spoolIn(newFolder());
	const { block, cellKey } = place;
	expect(await spool.findOfBlock(place)).toBeUndefined();
	await spool.keep({ ...place, workflowRunId: 'run-0' }, { ...generation, text: 'older' });
	await spool.keep({ ...place, cellKey: cellKey.replace(/a$/, 'b') }, { ...generation, text: 'of another cell' });
	await new Promise((resolve) => setTimeout(resolve, 20));
	await spool.keep(place, generation);
	await spool.keep({ ...place, block: 'collect/f/1' }, { ...generation, text: 'of another block' });
	expect(await spool.findOfBlock({ block: 'collect/g/1', cellKey })).toBeUndefined();
	expect(await spool.findOfBlock({ block: 'collect/f/1', cellKey })).toMatchObject({ text: 'of another block' });
	void spool.keep({ ...place, workflowRunId: 'run-2' }, { ...generation, text: 'on its way' });
	expect(await spool.findOfBlock({ block, cellKey })).toMatchObject({ text: 'on its way' });
});

test('nobody else can read it, no draft is left, and ids from outside stay in the folder', async () => {
	const folder = newFolder();
	const { spool } = spoolIn(folder);
	const odd = { ...place, workflowRunId: '../../etc', activityId: 'a/b' };
	await spool.keep(odd, generation);
	expect(await spool.find(odd)).toEqual(generation);
	expect(readdirSync(folder)).toEqual(['..%2F..%2Fetc-a%2Fb-aaaaaaaaaaaaaaaa.json']);
	expect(statSync(join(folder, '..%2F..%2Fetc-a%2Fb-aaaaaaaaaaaaaaaa.json')).mode & 0o777).toBe(0o600);
});

test.each([
	['a cut file', '{"cell_key":"aaa'],
	['an empty file', ''],
	['a file of something else', '{"hello":1}'],
	[
		'an answer that lacks a measure',
		JSON.stringify({ block: place.block, cell_key: place.cellKey, generation: { text: 'x' } }),
	],
])('%s is no answer', async (_, content) => {
	const folder = newFolder();
	mkdirSync(folder);
	writeFileSync(join(folder, `run-1-7-${'a'.repeat(16)}.json`), content);
	expect(await spoolIn(folder).spool.find(place)).toBeUndefined();
});

test('only the newest hundreds stay', async () => {
	const folder = newFolder();
	mkdirSync(folder);
	for (let at = 0; at < 1000; at += 1) {
		const path = join(folder, `old-${at}.json`);
		writeFileSync(path, '');
		utimesSync(path, at, at);
	}
	const { spool } = spoolIn(folder);
	await spool.keep(place, generation);
	const left = readdirSync(folder);
	expect(left).toHaveLength(300);
	expect(left).toContain('old-999.json');
	expect(left).not.toContain('old-700.json');
	expect(await spool.find(place)).toEqual(generation);
	for (let at = 0; at < 250; at += 1) await spool.keep({ ...place, activityId: `${at}` }, generation);
	expect(readdirSync(folder).length).toBeLessThan(400);
});

test('a disk that cannot be written is said once and fails nothing', async () => {
	const folder = newFolder();
	writeFileSync(folder, 'a file where the folder should be');
	const { spool, said } = spoolIn(folder);
	await spool.keep(place, generation);
	await spool.keep(place, generation);
	expect(said).toEqual([expect.stringContaining(folder)]);
	expect(await spool.find(place)).toBeUndefined();
});

test('an answer that is only on its way to the disk is found', async () => {
	const { spool } = spoolIn(newFolder());
	void spool.keep(place, generation);
	expect(await spool.find(place)).toEqual(generation);
});
