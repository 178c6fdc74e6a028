import { request } from 'undici';

/**
 * Asks an Ollama for one answer, as simply as that can be done.
 * @throws Error when it answers anything but 200
 */
export async function askForAnswer(ollama: string, asked: unknown, path = '/api/generate'): Promise<void> {
	const { statusCode, body } = await request(`${ollama}${path}`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(asked),
	});
	const text = await body.text();
	if (statusCode !== 200) throw new Error(`Ollama answered ${statusCode}: ${text}`);
}
