import { knownCode, type Trouble, troubleWith } from '../domain/bench/troubles';
import { type BenchState, ownWork, showTroubles } from './bench-state';
import { codeOf, reasonOf } from './failure-reason';

/**
 * Takes in why something stands still, or with an empty list that it goes on.
 * @param whose a model's digest, for its block, or one of {@link ownWork}
 * @param now milliseconds of workflow time
 */
export function noteTroubles(state: BenchState, whose: string, troubles: readonly Trouble[], now: number): void {
	const isOwn = Object.values<string>(ownWork).includes(whose);
	if (!isOwn && !state.blocks.some(({ model, turn }) => model.digest === whose && turn !== 'ended')) return;
	if (troubles.length === 0) state.troubles.delete(whose);
	else state.troubles.set(whose, troubles);
	showTroubles(state, now);
}

/**
 * Takes in that MLflow has refused to say how many runs wait for a score, or with `null` that it has said it.
 * @param now milliseconds of workflow time
 */
export function noteRefusal(state: BenchState, error: unknown, now: number): void {
	const before = state.troubles.get(ownWork.judging)?.[0];
	const since = before?.since ?? new Date(now).toISOString();
	const code = knownCode(codeOf(error));
	const told = {
		type: 'countPending',
		model: null,
		code,
		why: reasonOf(error),
		since,
		tries: (before?.tries ?? 0) + 1,
	};
	noteTroubles(state, ownWork.judging, error === null ? [] : [troubleWith(told)], now);
}
