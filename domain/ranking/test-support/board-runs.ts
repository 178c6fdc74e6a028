import type { RecordedRun } from '../../bench/recorded-run';
import { leaderboardOf } from '../rank-runs';

export const rubric = {
	...{ name: 'tip-v1', dimensions: [{ name: 'relevance', min: 0, max: 20 }], flags: [] },
	composite: { relevance: 1 },
};
let made = 0;
/** A committed run, judged unless told otherwise, of a cell that no other has. */
export const run = (over: Partial<RecordedRun>): RecordedRun => {
	made += 1;
	return {
		run_id: `run-${made}`,
		started_at: made,
		model: 'a',
		prompt: 'v1',
		scenario: 's',
		repeat: 0,
		cell_key: `key-${made}`,
		model_digest: null,
		judge_pending: false,
		judged: !over.judge_pending && (over.invalid ?? null) === null,
		judge_kinds: ['claude-code'],
		judged_by: 'someone',
		...{ judged_at: null, by_rule: false, lazy_judges: [], auto: null, draw: null },
		rubric: 'tip-v1',
		rubric_hash: null,
		bench: null,
		invalid: null,
		cut: false,
		reader: 'candidates-2',
		metrics: {},
		...over,
	};
};

/** One with these scores. */
export const judged = (model: string, composite: number, more: Partial<RecordedRun> = {}) =>
	run({ model, metrics: { composite, relevance: composite / 2, latency_s: 1 }, ...more });

/** The board of some runs. */
export const boardOf = (...runs: RecordedRun[]) => leaderboardOf('e', rubric, runs);
