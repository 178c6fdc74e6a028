import { setImmediate } from 'node:timers/promises';

/** A request goes out when this process looks after its sockets: at once on an open one, else after it has connected. */
const turns = 3;

/**
 * Lets requests go out before this process is busy for long, so that the server works meanwhile. One that fails is told
 * where it is waited for.
 */
export async function askAhead(requests: readonly Promise<unknown>[]): Promise<void> {
	for (const each of requests) each.catch(() => undefined);
	for (let turn = 0; turn < turns; turn += 1) await setImmediate();
}
