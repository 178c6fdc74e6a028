import type { RecordedRun } from '../../bench/recorded-run';
import { autoPrefix } from '../../judging/rubric';

/**
 * A run as if its auto judge's scores were those that count, so that a night, which has no others, can be compared with an
 * experiment that people scored too. A run that its auto judge has not scored waits for it.
 */
export function asAutoScored(run: RecordedRun): RecordedRun {
	const { auto, by_rule, metrics } = run;
	if (by_rule) return run;
	if (auto?.counts) return { ...run, lazy_judges: [], judge_pending: !run.judged };
	const composite = auto === null || auto.pending ? undefined : metrics[`${autoPrefix}composite`];
	const judged = composite !== undefined && Number.isFinite(composite);
	return {
		...run,
		...{ judged, judge_pending: !judged, lazy_judges: [] },
		auto: auto === null ? null : { ...auto, counts: true },
		metrics: judged ? { ...metrics, composite } : metrics,
	};
}
