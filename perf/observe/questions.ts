import { z } from 'zod';
import type { RecordedRequest } from '../../testbed/ollama-proxy';
import type { CellRequest } from '../contestants/contestant';

/** What a model is asked. */
export type Question = Pick<CellRequest, 'model' | 'prompt'>;

const bodySchema = z.object({
	prompt: z.string().optional(),
	messages: z.array(z.object({ content: z.string() })).optional(),
});

/** How many of the cells were not asked for with exactly their prompt, each once. */
export function countMissedCells(cells: readonly Question[], requests: readonly RecordedRequest[]): number {
	const asked = new Map<string, number>();
	for (const request of requests) {
		if (request.kind !== 'generate') continue;
		const { prompt, messages = [] } = bodySchema.parse(request.body);
		const question = questionOf(request.model ?? '', prompt ?? messages.map(({ content }) => content).join('\n'));
		asked.set(question, (asked.get(question) ?? 0) + 1);
	}
	return cells.filter(({ model, prompt }) => asked.get(questionOf(model, prompt)) !== 1).length;
}

function questionOf(model: string, prompt: string): string {
	return JSON.stringify([model, prompt]);
}
