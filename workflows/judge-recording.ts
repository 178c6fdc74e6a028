import { CancellationScope } from '@temporalio/workflow';
import type { JudgePlan } from '../contracts/judge';
import type { AutoJudgment } from '../domain/judging/auto-judgment';
import { countOf } from '../domain/wording';
import { recording } from './activity-stubs';
import type { JudgeRun } from './judge-run';
import { dropWhereReset } from './resets';
import { underway } from './standstill';

/** Judgments that one activity records, where they come faster than MLflow takes them. */
const mostAtOnce = 20;

/** So that MLflow has something to do while Temporal hears that others are done. */
const mostRecorders = 2;

/** Takes in an accepted judgment. It is recorded whatever happens to the judge: a cancel must not lose it. */
export function recordJudgmentSoon(plan: JudgePlan, run: JudgeRun, judgment: AutoJudgment): void {
	run.unrecorded += 1;
	run.judgments.push(judgment);
	const worthAnother = run.recorders === 0 || run.judgments.length >= mostAtOnce;
	if (worthAnother && run.recorders < mostRecorders) void CancellationScope.nonCancellable(() => recordAll(plan, run));
}

/** It counts itself out in the very step in which it finds nothing more: a judgment that comes then starts another. */
async function recordAll(plan: JudgePlan, run: JudgeRun): Promise<void> {
	run.recorders += 1;
	while (run.judgments.length > 0) await recordSome(plan, run, run.judgments.splice(0, mostAtOnce));
	run.recorders -= 1;
}

async function recordSome(plan: JudgePlan, run: JudgeRun, some: readonly AutoJudgment[]): Promise<void> {
	try {
		await dropWhereReset();
		const summary = countOf(some.length, 'judgment');
		const record = () => recording.recordJudgments.executeWithOptions({ summary }, [plan, some]);
		await underway(run.underway, null, record);
	} catch (why) {
		run.failed ??= { why };
	} finally {
		run.unrecorded -= some.length;
	}
}
