import { z } from 'zod';
import type { Ollama } from './client';
import { cutError } from './errors';
import { streamLines } from './stream';

const progressSchema = z.object({
	status: z.string(),
	total: z.number().optional(),
	completed: z.number().optional(),
});

/** How far a pull is: `pulling 8eeb52dfb3bb`, and bytes of that part, where known. */
export type PullProgress = z.infer<typeof progressSchema>;

/**
 * Downloads a model into Ollama. What is downloaded stays when it is aborted, and the next pull goes on from there.
 * @throws TipBenchError ModelNotFound when the registry has none of that name; OllamaUnavailable, OllamaRefused;
 * ModelBroke when it ends before its end
 * @throws the signal's reason when it is aborted
 */
export async function pullModel(
	ollama: Ollama,
	name: string,
	onProgress: (progress: PullProgress) => void = () => {},
	signal?: AbortSignal,
): Promise<void> {
	const body = { model: name, stream: true };
	let last = '';
	for await (const progress of streamLines(ollama, {
		path: '/api/pull',
		model: name,
		body,
		schema: progressSchema,
		signal,
	})) {
		last = progress.status;
		onProgress(progress);
	}
	if (last !== 'success') throw cutError(ollama.url, name, `pulling ended with \`${last}\``);
}
