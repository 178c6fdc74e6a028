import type { PlannedModel } from '../domain/bench/cell';
import { type BenchState, initialState, noteProgress, setTurn } from './bench-state';

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
