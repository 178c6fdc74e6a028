import { createRoute, z } from '@hono/zod-openapi';
import { newGroup } from '../group';
import type { Metrics } from '../metrics';
import type { Standing } from '../waiting/waiting';

const metricsRoute = createRoute({
	method: 'get',
	path: '/api/metrics',
	summary: 'Numbers for Prometheus: requests, benches by phase, what waits, the process',
	tags: ['server'],
	responses: { 200: { description: 'As Prometheus reads them.', content: { 'text/plain': { schema: z.string() } } } },
});

/** Numbers for Prometheus. */
export function metricsRoutes(metrics: Metrics, look: () => Promise<Standing>) {
	return newGroup().openapi(metricsRoute, async (c) =>
		c.text(await metrics.text(look), 200, { 'content-type': metrics.contentType }),
	);
}
