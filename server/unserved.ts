import { hasWorker } from '../client/temporal';
import { askTemporal } from './ask-temporal';
import type { ServerContext } from './context';

/** Of these queues, a note for each that no worker serves; none where Temporal does not say. */
export async function unservedNotes(context: ServerContext, queues: readonly string[]): Promise<string[]> {
	const served = (queue: string) => askTemporal(context, (client) => hasWorker(client, queue)).catch(() => true);
	const unserved = await Promise.all(queues.map(async (queue) => ((await served(queue)) ? [] : [queue])));
	return unserved.flat().map((queue) => `no worker serves the queue \`${queue}\` yet: it begins once one runs`);
}
