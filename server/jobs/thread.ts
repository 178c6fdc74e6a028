import { parentPort } from 'node:worker_threads';
import { sentFailure } from '../../contracts/sent-failure';
import { collectGarbage } from '../../machine/collect-garbage';
import type { FromThread, ToThread } from './messages';
import { createQueue, type Queue } from './queue';
import { createWorkshop } from './workshop';

// The thread that does jobs for a server: what it is told comes from `thread-runner.ts`.

interface Begun {
	readonly more: Queue<unknown>;
	readonly stopped: AbortController;
}

const workshop = createWorkshop(process.env);
const begun = new Map<number, Begun>();
const port = parentPort;
const tell = (message: FromThread) => port?.postMessage(message);

port?.on('message', (message: ToThread) => {
	const { id } = message;
	if (message.is === 'start') void work(message);
	else if (message.is === 'more') begun.get(id)?.more.put(message.part);
	else if (message.is === 'no more') begun.get(id)?.more.end();
	else begun.get(id)?.stopped.abort(new Error('nobody waits for it any more'));
});

async function work({ id, name, input }: Extract<ToThread, { is: 'start' }>): Promise<void> {
	const job = { more: createQueue<unknown>(), stopped: new AbortController() };
	begun.set(id, job);
	try {
		const asked = {
			onPart: (part: unknown) => tell({ is: 'part', id, part }),
			more: job.more as Queue<never>,
			signal: job.stopped.signal,
		};
		tell({ is: 'done', id, result: await workshop.run(name, input as never, asked) });
	} catch (thrown) {
		tell({ is: 'failed', id, failure: sentFailure(thrown) });
	} finally {
		begun.delete(id);
		// A job reads megabytes, and the next one may be a minute away.
		if (begun.size === 0) collectGarbage();
	}
}
