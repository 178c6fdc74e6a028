import type { Config } from '../domain/bench/config';

/**
 * The Ollama of each GPU that a bench may use, by the GPU's queue, as its config has them: `gpus`, else one called `gpu`.
 * @param fallback where Ollama is when the config does not say
 */
export function gpuAddresses(
	{ gpus, ollama_url }: { readonly gpus?: Config['gpus']; readonly ollama_url?: Config['ollama_url'] },
	fallback: string,
): Readonly<Record<string, string>> {
	return gpus ?? { gpu: ollama_url ?? fallback };
}
