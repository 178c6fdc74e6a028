import { readdirSync, readFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { projectRoot } from '../machine/folders';
import { withHttpStandIn } from '../testbed/http-stand-in';
import { createMlflow, type Mlflow, withSignal } from './client';
import { logBatch, tagBatch } from './log-batch';
import { changedAt, changing, revisionOf } from './revision';
import { deleteTags } from './tags';

/** An MLflow that keeps what it is sent, and refuses what it is told to. */
async function withSink(use: (mlflow: Mlflow, sent: string[]) => Promise<void>, refused = 'nothing'): Promise<void> {
	const sent: string[] = [];
	const answer: RequestListener = async (asked, response) => {
		const [path = ''] = (asked.url ?? '').split('/').slice(-1);
		const { key, value, tags = [] } = JSON.parse(await text(asked)) as Record<string, string & { key: string }[]>;
		sent.push([path, key ?? tags.map((each) => each.key).join(), value].filter(Boolean).join(' '));
		response.writeHead(path === refused ? 403 : 200).end('{}');
	};
	await withHttpStandIn(answer, (url) => use(createMlflow(url), sent));
}
const tagged = tagBatch({ one: '1' });
const named = (sent: readonly string[]) => sent.map((each) => each.split(' ').slice(0, 2).join(' '));

test('one request tells of all that was written, and none of nothing', async () => {
	await withSink(async (mlflow, sent) => {
		const done = await changing(mlflow, '7', async (writer) => {
			await logBatch(writer, 'a', tagged);
			await deleteTags(withSignal(writer, new AbortController().signal), 'b', ['two']);
			return 'done';
		});
		expect(done).toBe('done');
		expect(named(sent)).toEqual(['log-batch changed_at,one', 'delete-tag two', 'set-experiment-tag revision']);
		await changing(mlflow, '7', async () => undefined);
		expect(sent).toHaveLength(3);
	});
});

test('two revisions are never the same, and say when they were made', async () => {
	await withSink(async (mlflow, sent) => {
		for (const run of ['a', 'b']) await changing(mlflow, '7', (writer) => logBatch(writer, run, tagged));
		const raised = sent.filter((each) => each.startsWith('set-')).map((each) => each.split(' ').slice(2).join(' '));
		expect(new Set(raised).size).toBe(2);
		for (const revision of raised) expect(Date.now() - Date.parse(changedAt(revision) ?? '')).toBeLessThan(5_000);
	});
});

test('what failed in the middle is told of too, and so is what was given up', async () => {
	await withSink(async (mlflow, sent) => {
		const gaveUp = new AbortController();
		const work = changing(withSignal(mlflow, gaveUp.signal), '7', async (writer) => {
			await logBatch(writer, 'a', tagged);
			gaveUp.abort(new Error('enough'));
			await logBatch(writer, 'b', tagged);
		});
		await expect(work).rejects.toThrow('enough');
		expect(named(sent).at(-1)).toBe('set-experiment-tag revision');
	});
});

test('whoever may write runs but no tag of an experiment still does', async () => {
	await withSink(async (mlflow) => {
		expect(await changing(mlflow, '7', (writer) => logBatch(writer, 'a', tagged))).toBeUndefined();
	}, 'set-experiment-tag');
});

test('an experiment that was never changed by us has none', () => {
	expect(revisionOf({ tags: {} })).toBe('');
	expect(changedAt('')).toBeNull();
	expect(changedAt('by hand')).toBeNull();
});

/** What changes a run that counts; creating one, and deleting one that never counted, does not. */
const changes = /runs\/(?:log-|set-tag|delete-tag|update|restore)/;

test('no file changes runs but those whose functions ask for a writer', () => {
	const folders = readdirSync(projectRoot(), { withFileTypes: true }).filter((each) => each.isDirectory());
	const rooms = folders
		.map(({ name }) => name)
		.filter((name) => !/^(?:\.|node_modules|dist|test|perf|coverage)/.test(name));
	const files = rooms.flatMap((room) =>
		readdirSync(join(projectRoot(), room), { recursive: true, encoding: 'utf8' })
			.filter((file) => /(?<!\.test)\.ts$/.test(file))
			.map((file) => join(room, file)),
	);
	const found = files.filter((file) => changes.test(readFileSync(join(projectRoot(), file), 'utf8')));
	expect(found.sort()).toEqual(['mlflow/kind-run.ts', 'mlflow/log-batch.ts', 'mlflow/record-run.ts', 'mlflow/tags.ts']);
	for (const file of found) expect(readFileSync(join(projectRoot(), file), 'utf8')).toContain('MlflowWriter');
});
