import { activityInfo, getClient } from '@temporalio/activity';
import { defaultPayloadConverter, WorkflowNotFoundError } from '@temporalio/common';
import type { FormerAnswer } from '../contracts/activities';
import { mapLimit } from '../machine/map-limit';
import type { Mlflow } from '../mlflow/client';
import { isActive } from '../mlflow/committed';
import { type AcceptedAnswer, acceptedIn, type HistoryEvent, unrecordedOf } from './accepted-answers';

/** As many answers as travel in one message, and characters of them: Temporal takes at most 2 MB. */
const mostAnswers = 100;
const mostCharacters = 300_000;

/** Requests to MLflow. */
const mostAtOnce = 3;

/** A run that ended in one of these ways has recorded all that it had accepted. */
const inOrder = ['COMPLETED', 'CANCELLED', 'CONTINUED_AS_NEW'];

/** What earlier runs of the asking workflow had accepted and not recorded when they were ended. */
export async function unrecordedAnswers(): Promise<AcceptedAnswer[]> {
	const { workflowId = '', runId: own } = activityInfo().workflowExecution ?? {};
	const found: AcceptedAnswer[] = [];
	for await (const { runId, status } of getClient().workflow.list({ query: `WorkflowId = ${literal(workflowId)}` })) {
		// One that is listed as running has ended: this one runs. What Temporal lists may be some moments old.
		if (runId === own || inOrder.includes(status.name)) continue;
		found.push(...acceptedIn(await eventsOf(workflowId, runId), defaultPayloadConverter));
	}
	return unrecordedOf(found);
}

/** As many as fit into one message, with those MLflow runs only that are still there to be filled. */
export async function firstOf(mlflow: Mlflow, answers: readonly AcceptedAnswer[]): Promise<FormerAnswer[]> {
	let characters = 0;
	const end = answers.findIndex(({ generation }, at) => {
		characters += generation.text.length;
		return at === mostAnswers || (at > 0 && characters > mostCharacters);
	});
	const some = end === -1 ? answers : answers.slice(0, end);
	const checked = async ({ cell, generation, run_id }: AcceptedAnswer) => {
		const isThere = run_id !== null && (await isActive(mlflow, run_id));
		return { cell, generation, run_id: isThere ? run_id : null };
	};
	return mapLimit(some, mostAtOnce, checked, 'stop');
}

async function eventsOf(workflowId: string, runId: string): Promise<HistoryEvent[]> {
	try {
		const { events } = await getClient().workflow.getHandle(workflowId, runId).fetchHistory();
		return events ?? [];
	} catch (error) {
		// Deleted, or past the time that the server keeps histories for.
		if (error instanceof WorkflowNotFoundError) return [];
		throw error;
	}
}

/** A text in Temporal's search language. */
function literal(text: string): string {
	return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
