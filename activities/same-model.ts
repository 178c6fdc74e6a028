import { activityInfo } from '@temporalio/activity';
import type { JudgeItem } from '../contracts/judge';
import { TipBenchError } from '../domain/errors';
import type { AutoJudgment } from '../domain/judging/auto-judgment';

/** Which model has answered each run of a workflow first; the newest runs only. */
const answered = new Map<string, string>();
const mostRemembered = 100;

/**
 * Sees that one model answers all questions of a workflow's run: some endpoints put another one behind a name while one
 * asks.
 * @throws TipBenchError JudgeChanged
 */
export function sameModel({ judge }: JudgeItem, judgment: AutoJudgment): AutoJudgment {
	const { runId = '' } = activityInfo().workflowExecution ?? {};
	const now = judgment.answered_by;
	if (now === undefined) return judgment;
	const key = `${runId} ${judge.hash}`;
	const first = answered.get(key) ?? now;
	answered.set(key, first);
	const [oldest] = answered.keys();
	if (answered.size > mostRemembered && oldest !== undefined) answered.delete(oldest);
	if (first === now) return judgment;
	throw new TipBenchError(
		'JudgeChanged',
		`The endpoint of ${judge.kind} answered as \`${first}\`, and now as \`${now}\`: their scores would be mixed. Name one of them as \`model\` in its file, then start \`judge auto\` again.`,
	);
}
