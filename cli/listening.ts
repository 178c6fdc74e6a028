import { InvalidArgumentError } from 'commander';

/** Whether an address is reached by this machine alone. */
export function isLoopback(host: string): boolean {
	return host === 'localhost' || host === '::1' || /^127\./.test(host);
}

/** A port as a flag gives it. @throws InvalidArgumentError */
export function portNumber(text: string): number {
	const port = Number(text);
	if (/^\d{1,5}$/.test(text) && port <= 65_535) return port;
	throw new InvalidArgumentError('must be a port from 0 to 65535; 0 takes any that is free.');
}
