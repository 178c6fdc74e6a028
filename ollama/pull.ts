import { z } from 'zod';
import { TipBenchError } from '../domain/errors';
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
 * @throws TipBenchError ModelNotFound when the registry has none of that name; OllamaRefused when it cannot be
 * reached from there, or the disk is full; OllamaUnavailable; ModelBroke when the connection is cut
 * @throws the signal's reason when it is aborted
 */
export async function pullModel(
	ollama: Ollama,
	name: string,
	onProgress: (progress: PullProgress) => void = () => {},
	signal?: AbortSignal,
): Promise<void> {
	const asked = {
		path: '/api/pull',
		model: name,
		body: { model: name, stream: true },
		schema: progressSchema,
		errorOf: (said: string) => pullError(ollama, name, said),
		signal,
	};
	let last = '';
	for await (const progress of streamLines(ollama, asked)) {
		last = progress.status;
		onProgress(progress);
	}
	if (last !== 'success') throw cutError(ollama.url, name, `pulling ended with \`${last}\``);
}

function pullError(ollama: Ollama, name: string, said: string): TipBenchError {
	return /file does not exist|not found/i.test(said)
		? new TipBenchError('ModelNotFound', `No registry has a model \`${name}\` (${said}). Check the name.`)
		: new TipBenchError('OllamaRefused', `Ollama at ${ollama.url} could not pull \`${name}\`: ${said}`);
}
