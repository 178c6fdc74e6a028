import { parentPort, workerData } from 'node:worker_threads';
import { sentFailure } from '../../contracts/sent-failure';
import { giveWay } from '../../machine/give-way';
import type { FromThread, ToThread } from './messages';
import { createRunner } from './runner';

// A thread that runs episodes: what it is told comes from `thread-pool.ts`.

// Episodes can wait; a bench's answers, a person's question and a model at work beside them cannot.
giveWay(10);

const runner = createRunner(process.env, (workerData as { dataDir: string }).dataDir);
const begun = new Map<number, AbortController>();
const tell = (message: FromThread) => parentPort?.postMessage(message);

parentPort?.on('message', (message: ToThread) => {
	const { id } = message;
	if (message.is === 'stop') return begun.get(id)?.abort(new Error('nobody waits for it any more'));
	const stopped = new AbortController();
	begun.set(id, stopped);
	runner
		.run(message.batch, stopped.signal)
		.then(
			(results) => tell({ is: 'done', id, results }),
			(thrown: unknown) => tell({ is: 'failed', id, failure: sentFailure(thrown) }),
		)
		.finally(() => begun.delete(id));
});
