import { rubricFrontMatterSchema, rubricOf } from '../../domain/judging/rubric';
import type { RawRun } from '../../mlflow/run-schema';
import { createKnownItems } from './known-items';

const frontMatter = rubricFrontMatterSchema.parse({
	dimensions: [{ name: 'tone' }],
	flags: [],
	composite: { tone: 1 },
});
const rubric = rubricOf('mini', 'Scales.', frontMatter);
const other = rubricOf('mini', 'Other scales.', frontMatter);

const runOf = (run_id: string, candidates: readonly string[]) => {
	const tags = {
		...{ cell_key: run_id, judge_pending: 'true', 'artifact:candidates.json': JSON.stringify(candidates) },
		'artifact:context.json': JSON.stringify({ name: 's', persona: 'Ann' }),
	};
	return {
		info: { run_id, start_time: 1, status: 'FINISHED', artifact_uri: '' },
		data: { tags: Object.entries(tags).map(([key, value]) => ({ key, value })), params: [], metrics: [] },
	} as unknown as RawRun;
};

test('what was read of a run is known by its rubric, and nothing is kept of one without candidates', () => {
	const known = createKnownItems();
	known.keep(rubric, runOf('one', ['Walk.']));
	known.keep(rubric, runOf('two', []));
	expect(known.get(rubric, 'one')).toMatchObject({ candidates: ['Walk.'] });
	expect(known.get(other, 'one')).toBeUndefined();
	expect(known.get(rubric, 'two')).toBeUndefined();
});

test('the oldest of a thousand gives way', () => {
	const known = createKnownItems();
	for (let at = 0; at <= 1_000; at += 1) known.keep(rubric, runOf(`run-${at}`, ['Walk.']));
	expect(known.get(rubric, 'run-0')).toBeUndefined();
	expect(known.get(rubric, 'run-1')).toBeDefined();
});
