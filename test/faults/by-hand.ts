import { handModel } from './models';

/**
 * What a person does who does not know of the bench: uses another model on the same Ollama, for a while.
 * @param choice below a half, it is only loaded; else it also talks for up to `holdMs`
 */
export async function loadedByHand(ollamaUrl: string, holdMs: number, choice: number): Promise<void> {
	const prompt = choice < 0.5 ? {} : { prompt: 'Hello', options: { num_predict: -1 } };
	const patience = AbortSignal.timeout(choice < 0.5 ? 10_000 : Math.min(holdMs, 10_000));
	await ask(ollamaUrl, { model: handModel.name, keep_alive: 300, ...prompt }, patience);
}

/** A person takes whatever is in memory out of it. @returns whether there was anything */
export async function unloadedByHand(ollamaUrl: string): Promise<boolean> {
	const patience = AbortSignal.timeout(5_000);
	const answer = await fetch(`${ollamaUrl}/api/ps`, { signal: patience }).catch(() => undefined);
	const found = (await answer?.json().catch(() => null)) as { models?: { model: string }[] | null } | null | undefined;
	const models = found?.models ?? [];
	await Promise.all(models.map(({ model }) => ask(ollamaUrl, { model, keep_alive: 0 }, patience)));
	return models.length > 0;
}

/** What a person asks may fail: the faults meet them too. */
async function ask(ollamaUrl: string, body: object, signal: AbortSignal): Promise<void> {
	try {
		const answer = await fetch(`${ollamaUrl}/api/generate`, { method: 'POST', body: JSON.stringify(body), signal });
		await answer.text();
	} catch {
		// They would shrug.
	}
}
