import { DefaultLogger, Runtime } from '@temporalio/worker';

/**
 * Keeps Temporal's own log lines to what a person must know. Call it once, before the first worker.
 * @param say takes one line
 */
export function quietRuntime(say: (line: string) => void): void {
	Runtime.install({
		logger: new DefaultLogger('WARN', ({ level, message }) => {
			// A gpu worker has no workflows on purpose.
			if (!message.includes('No workflows registered')) say(`temporal ${level.toLowerCase()}: ${message}`);
		}),
		// Ctrl-C is the command's to handle: it stops the workers before the servers that they talk to.
		shutdownSignals: [],
	});
}
