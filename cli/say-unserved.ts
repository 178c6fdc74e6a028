import type { Client } from '@temporalio/client';
import { hasWorker } from '../client/temporal';
import { benchQueue } from '../contracts/workflows';
import { say } from './output';

/** Says which of these queues no worker serves: what was started waits for one. */
export async function sayUnserved(client: Client, queues: readonly string[] = [benchQueue]): Promise<void> {
	for (const queue of queues)
		if (!(await hasWorker(client, queue)))
			say(`no worker serves the queue \`${queue}\` yet: start one with ./tip-bench worker`);
}
