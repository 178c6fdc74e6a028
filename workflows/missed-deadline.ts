import { ApplicationFailure, allHandlersFinished, condition } from '@temporalio/workflow';
import type { Status } from '../domain/bench/status';
import type { Wait, WaitRules } from '../domain/bench/wait';
import { argument, countOf } from '../domain/wording';

/** What a bench ends with whose judge has not come in time; whoever waits for an answer has it by then. */
export async function missedDeadline(
	{ experiment, pending_judgments: left }: Status,
	{ judge_deadline }: WaitRules,
	{ since }: Wait,
): Promise<ApplicationFailure> {
	await condition(allHandlersFinished);
	const waited = `within ${judge_deadline} of ${new Date(since).toISOString()}`;
	const next = `score them (./tip-bench judge score ${argument(experiment)}), then start the bench again`;
	return ApplicationFailure.create({
		type: 'JudgeDeadline',
		message: `${countOf(left, 'run')} of ${experiment} had no score ${waited}; ${next}: no cell is lost`,
		nonRetryable: true,
	});
}
