import { createHash } from 'node:crypto';
import { messageOf } from '../machine/coded-error';
import { throwIfAborted } from '../machine/errors';
import type { Say } from '../machine/say';
import { LocalStackError } from './errors';

/** Who hears of progress and may interrupt. */
export interface ModelOptions {
	say: Say;
	signal?: AbortSignal | undefined;
}

/** A model to be registered from a GGUF file's bytes. */
export interface NewModel {
	name: string;
	content: Buffer;
	template?: string;
	parameters?: Record<string, number | string | string[]>;
}

const requestLimitMs = 120_000;

async function post(url: string, body: string | Buffer, { signal }: ModelOptions): Promise<Response> {
	const limit = AbortSignal.timeout(requestLimitMs);
	try {
		return await fetch(url, { method: 'POST', body, signal: signal ? AbortSignal.any([signal, limit]) : limit });
	} catch (error) {
		throwIfAborted(signal, 'Registering a model');
		throw new LocalStackError('ModelFailed', `Ollama did not answer ${url}: ${messageOf(error)}`, { cause: error });
	}
}

/** Registers a model from its bytes. Throws `ModelFailed` with Ollama's own words, or `Interrupted`. */
export async function createModel(ollamaUrl: string, model: NewModel, options: ModelOptions): Promise<void> {
	const digest = `sha256:${createHash('sha256').update(model.content).digest('hex')}`;
	const upload = await post(`${ollamaUrl}/api/blobs/${digest}`, model.content, options);
	const create = {
		model: model.name,
		files: { 'model.gguf': digest },
		template: model.template,
		parameters: model.parameters,
		stream: false,
	};
	const answer = upload.ok ? await post(`${ollamaUrl}/api/create`, JSON.stringify(create), options) : upload;
	const text = await answer.text();
	if (!answer.ok || !text.includes('success')) {
		throw new LocalStackError(
			'ModelFailed',
			`Ollama at ${ollamaUrl} refused the model ${model.name}: ${text.slice(0, 300)}`,
		);
	}
}

interface Tag {
	name: string;
	size: number;
	remote_host?: string;
}

async function canGenerate(ollamaUrl: string, model: string): Promise<boolean> {
	const answer = await post(`${ollamaUrl}/api/show`, JSON.stringify({ model }), { say: () => {} });
	const { capabilities } = (await answer.json()) as { capabilities?: string[] };
	return capabilities?.includes('completion') ?? answer.ok;
}

/** The models on this Ollama that generate text on this machine, smallest first. Throws `ModelFailed`. */
export async function usableModels(ollamaUrl: string): Promise<string[]> {
	let tags: Tag[];
	try {
		const answer = await fetch(`${ollamaUrl}/api/tags`, { signal: AbortSignal.timeout(10_000) });
		tags = ((await answer.json()) as { models?: Tag[] }).models ?? [];
	} catch (error) {
		throw new LocalStackError('ModelFailed', `Ollama at ${ollamaUrl} does not list its models: ${messageOf(error)}`);
	}
	const local = tags.filter((tag) => !tag.remote_host).sort((one, other) => one.size - other.size);
	const able = await Promise.all(local.map((tag) => canGenerate(ollamaUrl, tag.name)));
	return local.filter((_, index) => able[index]).map((tag) => tag.name);
}
