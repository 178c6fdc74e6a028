/**
 * Aborts at the first Ctrl-C or SIGTERM. A second one ends the process at once, for whoever cannot wait.
 */
export function onInterrupt(): AbortSignal {
	const controller = new AbortController();
	const interrupt = () => {
		if (controller.signal.aborted) process.exit(130);
		controller.abort();
	};
	process.on('SIGINT', interrupt);
	process.on('SIGTERM', interrupt);
	return controller.signal;
}
