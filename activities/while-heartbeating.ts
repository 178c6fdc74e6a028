import { cancellationSignal, heartbeat } from '@temporalio/activity';

/**
 * Does something while telling Temporal several times a second that this worker lives. Cancellation reaches an activity
 * only as the answer to a heartbeat, so they are frequent; the worker thins them out.
 * @param work is given the signal that the cancellation aborts
 */
export async function whileHeartbeating<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
	const beat = setInterval(() => heartbeat(), 250);
	try {
		return await work(cancellationSignal());
	} finally {
		clearInterval(beat);
	}
}
