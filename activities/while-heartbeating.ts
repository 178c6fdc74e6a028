import { cancellationSignal, heartbeat } from '@temporalio/activity';

/**
 * Does something while telling Temporal several times a second that this worker lives. Cancellation reaches an activity
 * only as the answer to a heartbeat, so they are frequent; the worker thins them out.
 * @param work is given the signal that the cancellation aborts, and what tells Temporal whom it waits for, if anybody
 */
export async function whileHeartbeating<T>(
	work: (signal: AbortSignal, tellWait: (whom: string | null) => void) => Promise<T>,
): Promise<T> {
	let waitsFor: string | null = null;
	const beat = setInterval(() => heartbeat(waitsFor), 250);
	try {
		return await work(cancellationSignal(), (whom) => {
			waitsFor = whom;
		});
	} finally {
		clearInterval(beat);
	}
}
