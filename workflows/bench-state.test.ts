import { ApplicationFailure } from '@temporalio/common';
import type { PlannedModel } from '../domain/bench/cell';
import type { Trouble } from '../domain/bench/troubles';
import { type BenchState, initialState, noteProgress, ownWork, setTurn } from './bench-state';
import { noteRefusal, noteTroubles } from './bench-troubles';
import { currentDetails } from './details';

const model: PlannedModel = { name: 'm:1b', digest: 'd', parameters: 10, think: null };

/** A bench of ten cells of one model, which waits for a GPU. */
function benchOfTen(): BenchState {
	const state = initialState('x');
	state.blocks.push({ model, reused: 0, progress: null, turn: 'wanting', child: null });
	state.status.cells.total = 10;
	return state;
}

function secondsLeft(state: BenchState, done: number, now: number): number | null {
	noteProgress(state, { model: model.name, done, failed: 0, reused: 0, evicted: [], gpu_share: null }, now);
	return state.status.seconds_left;
}

test('what is left is estimated from the time on a GPU: neither waiting for one nor a pause counts', () => {
	const state = benchOfTen();
	const block = state.blocks[0] as BenchState['blocks'][number];
	expect(secondsLeft(state, 0, 50_000)).toBeNull();
	setTurn(state, block, 'working', 100_000);
	expect(secondsLeft(state, 2, 120_000)).toBe(80);
	setTurn(state, block, 'idle', 130_000);
	setTurn(state, block, 'wanting', 900_000);
	setTurn(state, block, 'working', 1_000_000);
	expect(secondsLeft(state, 4, 1_010_000)).toBe(60);
	expect(state.status.models_at_work).toEqual(['m:1b']);
});

test('a model that is partly on the processor is said as soon as it is loaded', () => {
	const state = benchOfTen();
	noteProgress(state, { model: model.name, done: 0, failed: 0, reused: 0, evicted: [], gpu_share: 0.625 }, 0);
	expect(state.status.notes).toEqual(['m:1b is partly on the processor (62 % on the GPU): its cells count as invalid']);
});

const trouble: Trouble = {
	...{ what: 'recording answers (m:1b)', code: 'MlflowUnavailable', why: 'MLflow does not answer', tries: 3 },
	...{ since: '2026-11-26T12:00:00.000Z', remedy: 'Start MLflow.' },
};

test('while something stands still nothing is estimated, and that time is none of the pace', () => {
	const state = benchOfTen();
	const block = state.blocks[0] as BenchState['blocks'][number];
	setTurn(state, block, 'working', 100_000);
	expect(secondsLeft(state, 2, 120_000)).toBe(80);
	noteTroubles(state, 'd', [trouble], 130_000);
	expect(state.status).toMatchObject({ troubles: [trouble], seconds_left: null });
	expect(secondsLeft(state, 3, 500_000)).toBeNull();
	noteTroubles(state, 'd', [], 900_000);
	expect(state.status.troubles).toEqual([]);
	expect(secondsLeft(state, 5, 920_000)).toBe(50);
});

test('a block that has ended stands still no more, and strangers have no troubles', () => {
	const state = benchOfTen();
	const block = state.blocks[0] as BenchState['blocks'][number];
	noteTroubles(state, 'd', [trouble], 0);
	noteTroubles(state, 'no-such-block', [trouble], 0);
	noteTroubles(state, ownWork.bench, [trouble], 0);
	expect(state.status.troubles).toHaveLength(2);
	setTurn(state, block, 'ended', 0);
	noteTroubles(state, 'd', [trouble], 0);
	expect(state.status.troubles).toHaveLength(1);
});

test('each refusal to say what is pending counts as a try, since the first of them', () => {
	const state = benchOfTen();
	const refusal = ApplicationFailure.create({ type: 'ExperimentDeleted', message: 'x was deleted' });
	noteRefusal(state, refusal, 1_000);
	noteRefusal(state, refusal, 61_000);
	expect(state.status.troubles).toMatchObject([
		{ code: 'ExperimentDeleted', why: 'x was deleted', tries: 2, since: '1970-01-01T00:00:01.000Z' },
	]);
	noteRefusal(state, null, 90_000);
	expect(state.status.troubles).toEqual([]);
});

test('failed and invalid cells are counted by their reasons and named while it runs, the first hundred of them', () => {
	const state = benchOfTen();
	const progress = { model: model.name, done: 3, reused: 0, evicted: [], gpu_share: null };
	const named = (count: number) => Array.from({ length: count }, (_, at) => ({ cell: `c${at}`, reason: 'r' }));
	const invalid = { 'context-cut': 2 };
	noteProgress(state, { ...progress, failed: 1, failures: { broke: 1 }, invalid, newly_failed: named(1) }, 0);
	expect(state.status).toMatchObject({
		cells: { done: 3, failed: 1, invalid: 2 },
		reasons: { failed: { broke: 1 }, invalid },
		failed_cells: [{ cell: 'c0', reason: 'r' }],
	});
	noteProgress(state, { ...progress, failed: 101, failures: { broke: 101 }, invalid, newly_failed: named(100) }, 0);
	expect(state.status.failed_cells).toHaveLength(100);
});

test('the Temporal UI shows first why it stands still and what to do', () => {
	const state = benchOfTen();
	state.status.phase = 'collecting';
	noteTroubles(state, 'd', [{ ...trouble, why: `two\nlines ${'and more '.repeat(200)}` }, trouble], 0);
	const [head, , why, , remedy] = currentDetails(state.status, 'x').split('\n');
	expect(head).toBe('**x**: collecting, 0 of 10 cells recorded, stands still');
	expect(why).toMatch(
		/^recording answers .* stands still since 2026-11-26 12:00:00 UTC, tried 3 times. MlflowUnavailable: two lines/,
	);
	expect(why?.length).toBeLessThanOrEqual(600);
	expect(remedy).toBe('**What to do**: Start MLflow. (and 1 other trouble: see the query `status`)');
});
