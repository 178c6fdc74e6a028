import { createRoute, z } from '@hono/zod-openapi';
import { waitingItemSchema } from '../../domain/bench/waiting';
import { jsonAnswer } from '../../http/json-answer';
import { newGroup } from '../group';
import type { Standing } from '../waiting/waiting';

const waiting = createRoute({
	method: 'get',
	path: '/api/waiting',
	summary: 'What waits for a person, and how many things those are',
	description: 'Answers also while Temporal or MLflow is away: that is one of the things then.',
	tags: ['benches'],
	responses: {
		200: jsonAnswer(
			'The badge and the list.',
			z.object({ count: z.int().describe('of the items'), items: z.array(waitingItemSchema) }).openapi('Waiting'),
		),
	},
});

/** What waits for a person. */
export function waitingRoutes(look: () => Promise<Standing>) {
	return newGroup().openapi(waiting, async (c) => {
		const { items } = await look();
		return c.json({ count: items.length, items: [...items] }, 200);
	});
}
