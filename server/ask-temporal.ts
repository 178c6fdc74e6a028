import type { Client } from '@temporalio/client';
import type { ServerContext } from './context';

/** So long, in milliseconds, a request waits for Temporal: its client would try again for a minute and more. */
const patienceMs = 4_000;

/**
 * Asks Temporal something, and gives up within a few seconds.
 * @throws TipBenchError TemporalUnavailable, TemporalRefused, NamespaceMissing where it cannot be connected to; what the
 * work throws, and an error of gRPC's where there is no answer in time
 */
export async function askTemporal<T>(
	{ places }: Pick<ServerContext, 'places'>,
	work: (client: Client) => Promise<T>,
): Promise<T> {
	const client = await places.temporal();
	return client.connection.withDeadline(Date.now() + patienceMs, () => work(client));
}
