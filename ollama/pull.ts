import { z } from 'zod';
import { TipBenchError } from '../domain/errors';
import { type Ollama, openStream } from './client';
import { connectionReason, cutError } from './errors';
import { checkShape, jsonOf, linesOf } from './lines';

const progressSchema = z.object({
	status: z.string(),
	total: z.number().optional(),
	completed: z.number().optional(),
});

const errorSchema = z.object({ error: z.string() });

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
	let last = '';
	try {
		for await (const progress of pulling(ollama, name, signal)) {
			last = progress.status;
			onProgress(progress);
		}
	} catch (error) {
		if (signal?.aborted) throw signal.reason;
		if (error instanceof TipBenchError) throw error;
		throw cutError(ollama.url, name, connectionReason(error), error);
	}
	if (last !== 'success') throw cutError(ollama.url, name, `pulling ended with \`${last}\``);
}

async function* pulling(ollama: Ollama, name: string, signal?: AbortSignal): AsyncGenerator<PullProgress> {
	const path = '/api/pull';
	const body = { model: name, stream: true };
	const { silenceMs } = ollama;
	const stream = await openStream(ollama, { method: 'POST', path, model: name, body, silenceMs, signal });
	for await (const line of linesOf(stream)) {
		const said = jsonOf(line);
		if (said === undefined) throw cutError(ollama.url, name, 'it ended within a line');
		const failed = errorSchema.safeParse(said);
		if (failed.success) throw pullError(ollama, name, failed.data.error);
		yield checkShape(said, progressSchema, `${ollama.url}${path}`);
	}
}

function pullError(ollama: Ollama, name: string, said: string): TipBenchError {
	return /file does not exist|not found/i.test(said)
		? new TipBenchError('ModelNotFound', `No registry has a model \`${name}\` (${said}). Check the name.`)
		: new TipBenchError('OllamaRefused', `Ollama at ${ollama.url} could not pull \`${name}\`: ${said}`);
}
