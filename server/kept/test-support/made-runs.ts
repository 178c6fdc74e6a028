import { createHash } from 'node:crypto';
import type { ReadRun } from '../../jobs/job';

/** A run that was judged, made up. @param at which one: later ones began later */
export function madeRun(at: number, more: Partial<ReadRun> = {}): ReadRun {
	const run = {
		...{ run_id: `run-${String(at).padStart(5, '0')}`, started_at: 1_700_000_000_000 + at, model: `m${at % 2}:1b` },
		...{ prompt: 'v1', scenario: `s${at % 3}`, repeat: 0, cell_key: `${at}`.padStart(64, '0'), model_digest: 'd' },
		...{ judge_pending: false, judged: true, judge_kinds: ['claude-code'], judged_by: 'Ann' },
		...{ judged_at: '2026-01-01T00:00:00.000Z', by_rule: false, lazy_judges: ['Ann'], auto: null, draw: null },
		...{ rubric: 'tip-v1', rubric_hash: 'h', bench: 'b', invalid: null, cut: false, reader: '2' },
		metrics: { composite: 10 + (at % 5), latency_s: 1.5 },
		...more,
	};
	const content = createHash('sha256').update(JSON.stringify(run)).digest().readUIntBE(0, 6);
	return { ...run, content };
}

/** A run that waits for a score. */
export function waitingRun(at: number, more: Partial<ReadRun> = {}): ReadRun {
	const metrics = { latency_s: 1.5 };
	return madeRun(at, { judge_pending: true, judged: false, judged_by: null, lazy_judges: [], metrics, ...more });
}
