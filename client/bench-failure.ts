import { type Client, WorkflowFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { messageOf } from '../machine/coded-error';

/** Why a run of a bench that has failed did so, with its code; a line a fault where it has several. */
export async function benchFailure(client: Client, id: string, runId: string): Promise<string | null> {
	const ended = await client.workflow
		.getHandle(id, runId)
		.result()
		.then(() => null)
		.catch((error: unknown) => error);
	if (!(ended instanceof WorkflowFailedError)) return null;
	const { cause } = ended;
	const code = cause instanceof ApplicationFailure ? cause.type : undefined;
	return code ? `${code}: ${messageOf(cause)}` : messageOf(cause ?? ended);
}
