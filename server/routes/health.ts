import { createRoute, z } from '@hono/zod-openapi';
import { jsonAnswer } from '../../http/json-answer';
import type { ServerContext } from '../context';
import { newGroup } from '../group';
import type { PartState } from '../parts';

const health = createRoute({
	method: 'get',
	path: '/api/health',
	summary: 'Whether the server is alive',
	tags: ['server'],
	security: [],
	responses: { 200: jsonAnswer('It is.', z.object({ status: z.literal('ok') })) },
});

const partSchema = z.discriminatedUnion('is', [
	z.object({ is: z.literal('there') }),
	z.object({ is: z.literal('away'), since: z.iso.datetime() }),
]);

const readySchema = z
	.object({ ready: z.boolean(), parts: z.object({ temporal: partSchema, mlflow: partSchema, ollama: partSchema }) })
	.openapi('Ready');

const ready = createRoute({
	method: 'get',
	path: '/api/ready',
	summary: 'Whether Temporal, MLflow and Ollama are there, or since when not',
	tags: ['server'],
	security: [],
	responses: {
		200: jsonAnswer('All parts are there.', readySchema),
		503: jsonAnswer('A part is away; the rest of the API works on.', readySchema),
	},
});

/** Whether the server lives, and whether what it leans on is there. Anybody may ask: neither tells an address. */
export function healthRoutes({ parts }: Pick<ServerContext, 'parts'>) {
	return newGroup()
		.openapi(health, (c) => c.json({ status: 'ok' as const }, 200))
		.openapi(ready, async (c) => {
			const { temporal, mlflow, ollama } = await parts.look();
			const isReady = [temporal, mlflow, ollama].every(({ is }) => is === 'there');
			const answer = {
				ready: isReady,
				parts: { temporal: shown(temporal), mlflow: shown(mlflow), ollama: shown(ollama) },
			};
			return isReady ? c.json(answer, 200) : c.json(answer, 503);
		});
}

function shown(state: PartState) {
	return state.is === 'there' ? state : { is: state.is, since: new Date(state.since).toISOString() };
}
