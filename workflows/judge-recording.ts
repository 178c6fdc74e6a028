import type { JudgePlan } from '../contracts/judge';
import type { AutoJudgment } from '../domain/judging/auto-judgment';
import { countOf } from '../domain/wording';
import { recording } from './activity-stubs';
import type { JudgeRun } from './judge-run';
import { mostAtOnce, recordSoon } from './recorder';
import { dropWhereReset } from './resets';
import { underway } from './standstill';

/** Takes in an accepted judgment, and sees it to its run. */
export function recordJudgment(plan: JudgePlan, run: JudgeRun, judgment: AutoJudgment): void {
	recordSoon(run.record, judgment, {
		take: (waiting) => waiting.splice(0, mostAtOnce),
		record: async (some) => {
			await dropWhereReset();
			const summary = countOf(some.length, 'judgment');
			const act = () => recording.recordJudgments.executeWithOptions({ summary }, [plan, some]);
			await underway(run.underway, null, act);
		},
		failed: (why) => {
			run.failed ??= { why };
		},
	});
}
