import { TipBenchError } from '../domain/errors';
import type { Clients } from './clients';
import type { GpuOllama } from './plan-on-all';
import type { AddressSources } from './resolve-config';

/**
 * The Ollama of each GPU, at least one.
 * @param gpus task queue → Ollama address
 * @throws TipBenchError InvalidConfig where there is none
 */
export function ollamasOf(
	clients: Clients,
	gpus: Readonly<Record<string, string>>,
	sources: AddressSources,
): [GpuOllama, ...GpuOllama[]] {
	const [first, ...others] = Object.entries(gpus).map(([queue, url]) => {
		return { queue, ollama: clients.ollama(url, sources.ollama(queue)) };
	});
	if (first === undefined) throw new TipBenchError('InvalidConfig', 'gpus: must name at least one');
	return [first, ...others];
}
