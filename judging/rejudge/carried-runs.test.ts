import { beforeJudging } from '../../domain/judging/before-judging';
import { rubricOf } from '../../domain/judging/rubric';
import { bornOf, candidatesIn, fillingOf } from '../../mlflow/carried-output';
import { recordedRunOf } from '../../mlflow/decode-run';
import { type RawRun, runPageSchema } from '../../mlflow/run-schema';
import { keptFile } from '../../testbed/kept-runs';
import { carriedOf } from './outputs';

const rawRuns = (file: string): RawRun[] => runPageSchema.parse(JSON.parse(keptFile(file))).runs;
const committed = (file: string) => rawRuns(file).filter((raw) => recordedRunOf(raw) !== null);
const rubric = rubricOf('clarity-v1', '# clarity', {
	dimensions: [{ name: 'clarity', min: 0, max: 3 }],
	flags: [
		{ name: 'long', rule: { words_over: 2 } },
		{ name: 'format_ok', rule: 'asked-format' },
	],
	composite: { clarity: 1 },
});
const former = rubricOf('tip-v1', '# tips', {
	dimensions: [{ name: 'tone', min: 1, max: 5 }],
	flags: [{ name: 'format_ok', rule: 'asked-format' }],
	composite: { tone: 1 },
});
const source = { from: { id: '1', name: 'tips <1>' }, rubric, former, judges: null };
const record = (pairs: readonly { readonly key: string; readonly value: unknown }[]) =>
	Object.fromEntries(pairs.map(({ key, value }) => [key, value]));

/** What the new run of a run has when it is committed. */
function carried(raw: RawRun) {
	const output = carriedOf(raw, source);
	if (output === null) throw new Error('not committed');
	const { batch, commit, cellJson } = fillingOf(output);
	const tags = { ...bornOf(output).tags, ...record(batch.tags), ...record(commit.tags) };
	return { tags, metrics: record(batch.metrics), params: record(batch.params), cellJson, commit };
}

test.each(['runs-0.1.json', 'former-harness.json'])(
	'of %s all that was asked and measured comes along, and no score',
	(file) => {
		for (const raw of committed(file)) {
			const [before, after] = [record(raw.data.metrics), carried(raw)];
			expect(after.params).toEqual(record(raw.data.params));
			expect(after.metrics.latency_s).toBe(before.latency_s);
			for (const name of ['relevance', 'actionability', 'tone', 'overlong'])
				expect(after.metrics).not.toHaveProperty(name);
			const isEmpty = candidatesIn(raw)?.length === 0;
			expect(after.metrics.composite).toBe(isEmpty ? 0 : undefined);
			expect(after.tags).toMatchObject({
				...{ rubric: 'clarity-v1', rubric_hash: rubric.hash, 'artifact:rubric.md': '# clarity' },
				...{ rejudged_from: 'tips <1>', rejudged_from_id: '1', rejudged_run: raw.info.run_id },
				...{ judge_kind: 'claude-code', judge_pending: String(!isEmpty), judged: String(isEmpty) },
				'mlflow.note.content': expect.stringContaining(`Its output is that of run ${raw.info.run_id} of experiment`),
			});
			for (const name of ['bench', 'judged_at', 'artifact:rationale', 'judgment:claude-code-session'])
				if (!isEmpty || name === 'bench') expect(after.tags).not.toHaveProperty([name]);
			expect(after.tags['artifact:candidates.json']).toBe(record(raw.data.tags)['artifact:candidates.json']);
			expect(after.commit.tags.at(-1)).toEqual({ key: 'committed', value: 'true' });
			expect(JSON.parse(after.cellJson)).toHaveProperty(['rubric.md'], '# clarity');
		}
	},
);

test('who they are is as before, in the spelling that they had', () => {
	for (const file of ['runs-0.1.json', 'former-harness.json'])
		for (const raw of committed(file)) {
			const { tags, metrics, params } = carried(raw);
			const data = {
				tags: Object.entries(tags).map(([key, value]) => ({ key, value: String(value) })),
				params: Object.entries(params).map(([key, value]) => ({ key, value: String(value) })),
				metrics: Object.entries(metrics).map(([key, value]) => ({ key, value: Number(value), step: 0 })),
			};
			const [before, after] = [recordedRunOf(raw), recordedRunOf({ ...raw, data })];
			const names = [
				'model',
				'prompt',
				'scenario',
				'repeat',
				'cell_key',
				'model_digest',
				'invalid',
				'cut',
				'reader',
			] as const;
			for (const name of names) expect([name, after?.[name]]).toEqual([name, before?.[name]]);
		}
});

test('an invalid output stays so, and waits for nobody', () => {
	const [raw] = committed('runs-0.1.json');
	if (raw === undefined) throw new Error('none kept');
	const tags = [...raw.data.tags, { key: 'invalid', value: 'context-cut' }];
	const after = carried({ ...raw, data: { ...raw.data, tags } });
	expect(after.tags).toMatchObject({
		invalid: 'context-cut',
		judge_pending: 'false',
		judged: 'false',
		committed: 'true',
	});
	expect(after.metrics).not.toHaveProperty('composite');
});

test('the new rubric computes its flags; one that rests on what nobody knows is left out', () => {
	expect(beforeJudging(rubric, { candidates: ['one two three'], askedFormat: false, invalid: null })).toEqual({
		scores: null,
		flags: { long: 1, format_ok: 0 },
	});
	const unknown = beforeJudging(rubric, { candidates: ['one'], askedFormat: null, invalid: 'context-cut' });
	expect(unknown).toEqual({ scores: null, flags: { long: 0 } });
});

test('a measurement that JSON has no number for is left out', () => {
	const [raw] = committed('former-harness.json');
	if (raw === undefined) throw new Error('none kept');
	const metrics = [
		...raw.data.metrics.filter(({ key }) => key !== 'diversity'),
		{ key: 'diversity', value: Number.NaN, step: 0 },
	];
	const after = carried({ ...raw, data: { ...raw.data, metrics } });
	expect(after.metrics).not.toHaveProperty('diversity');
	expect(after.metrics.latency_s).toBe(1.25);
});

test('where nobody knows whether it was in the asked format, nothing is made up', () => {
	const [raw] = committed('former-harness.json');
	if (raw === undefined) throw new Error('none kept');
	expect(carriedOf(raw, source)?.output.askedFormat).toBe(true);
	expect(carriedOf(raw, { ...source, former: null })?.output.askedFormat).toBeNull();
});
