import { DefaultLogger, Runtime } from '@temporalio/worker';
import type { Log } from '../machine/log';

/**
 * Keeps Temporal's own log lines to what a person must know. Call it once, before the first worker.
 */
export function quietRuntime(log: Log): void {
	Runtime.install({
		logger: new DefaultLogger('WARN', ({ level, message, meta }) => {
			// A gpu worker has no workflows on purpose.
			if (message.includes('No workflows registered')) return;
			log.warn({ temporal: plainly(meta) }, `temporal ${level.toLowerCase()}: ${message}`);
		}),
		// Ctrl-C is the command's to handle: it stops the workers before the servers that they talk to.
		shutdownSignals: [],
	});
}

/** What Temporal says beside its message, without what JSON cannot hold. */
function plainly(meta: Readonly<Record<string, unknown>> | undefined): Record<string, string> {
	return Object.fromEntries(Object.entries(meta ?? {}).map(([key, value]) => [key, String(value)]));
}
