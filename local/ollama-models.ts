import { createHash } from 'node:crypto';
import { messageOf } from '../machine/coded-error';
import type { Env } from '../machine/environment/kinds';
import { ollamaHeaders } from '../machine/environment/ollama-access';
import { throwIfAborted } from '../machine/errors';
import type { Say } from '../machine/say';
import { LocalStackError } from './errors';

/** Who hears of progress and may interrupt. */
export interface ModelOptions {
	say: Say;
	signal?: AbortSignal | undefined;
	/** Where the key for an Ollama behind a log-in is. */
	env?: Env;
}

/** A model to be registered from a GGUF file's bytes. */
export interface NewModel {
	name: string;
	content: Buffer;
	template?: string;
	parameters?: Record<string, number | string | string[]>;
}

const requestLimitMs = 120_000;

async function post(url: string, body: string | Buffer, { signal, env = {} }: ModelOptions): Promise<Response> {
	const limit = AbortSignal.timeout(requestLimitMs);
	try {
		const headers = ollamaHeaders(env);
		const ended = signal ? AbortSignal.any([signal, limit]) : limit;
		return await fetch(url, { method: 'POST', body, headers, redirect: 'manual', signal: ended });
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

async function canGenerate(ollamaUrl: string, model: string, env: Env): Promise<boolean> {
	const answer = await post(`${ollamaUrl}/api/show`, JSON.stringify({ model }), { say: () => {}, env });
	const { capabilities } = (await answer.json()) as { capabilities?: string[] };
	return capabilities?.includes('completion') ?? answer.ok;
}

/**
 * The models on this Ollama that generate text on this machine, smallest first. Throws `ModelFailed`.
 * @param env where the key for an Ollama behind a log-in is
 */
export async function usableModels(ollamaUrl: string, env: Env): Promise<string[]> {
	let tags: Tag[];
	try {
		const asked = { headers: ollamaHeaders(env), redirect: 'manual', signal: AbortSignal.timeout(10_000) } as const;
		const answer = await fetch(`${ollamaUrl}/api/tags`, asked);
		tags = ((await answer.json()) as { models?: Tag[] }).models ?? [];
	} catch (error) {
		throw new LocalStackError('ModelFailed', `Ollama at ${ollamaUrl} does not list its models: ${messageOf(error)}`);
	}
	const local = tags.filter((tag) => !tag.remote_host).sort((one, other) => one.size - other.size);
	const able = await Promise.all(local.map((tag) => canGenerate(ollamaUrl, tag.name, env)));
	return local.filter((_, index) => able[index]).map((tag) => tag.name);
}
