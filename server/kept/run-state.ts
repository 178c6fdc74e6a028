import type { RecordedRun } from '../../domain/bench/recorded-run';

/** How a run stands, in one word. */
export const runStates = ['judged', 'pending', 'not-drawn', 'by-rule', 'invalid'] as const;

export type RunState = (typeof runStates)[number];

/** Of a run that is committed. One that is not drawn has an auto judge's scores alone, which do not count. */
export function stateOf(run: Pick<RecordedRun, 'invalid' | 'by_rule' | 'judged' | 'judge_pending'>): RunState {
	if (run.invalid !== null) return 'invalid';
	if (run.judge_pending) return 'pending';
	if (run.by_rule) return 'by-rule';
	return run.judged ? 'judged' : 'not-drawn';
}
