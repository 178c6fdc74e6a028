import { hostname } from 'node:os';

const loopback = new Set(['localhost', '127.0.0.1', '[::1]', '0.0.0.0', '[::]']);

/**
 * Whether an Ollama's address is one of this machine's own names. A container's neighbours are not, though their card may
 * be this machine's: nothing of it is seen from a container.
 * @param ollamaUrl with its scheme
 */
export function isOnThisMachine(ollamaUrl: string): boolean {
	const { hostname: host } = new URL(ollamaUrl);
	return loopback.has(host) || host.startsWith('127.') || host === hostname().toLowerCase();
}
