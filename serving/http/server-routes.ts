import { createRoute, z } from '@hono/zod-openapi';
import { policyNames } from '../../domain/policies/policy-names';
import { jsonAnswer } from '../../http/json-answer';
import { groupOf } from '../../http/new-group';
import { messageOf } from '../../machine/coded-error';
import { shadowCounts } from '../shadow-counts';
import { shadowNames } from '../shadow-names';
import { patiently } from '../store/patiently';
import { policyTotals } from '../totals';
import type { ServingContext } from './context';
import { securityOf } from './guard';

const tags = ['server'];

const health = createRoute({
	method: 'get',
	path: '/api/health',
	summary: 'Whether the server is alive',
	...{ tags, security: [] },
	responses: { 200: jsonAnswer('It is.', z.object({ status: z.literal('ok') })) },
});

const readySchema = z.object({ ready: z.boolean(), faults: z.array(z.string()).describe('codes of what is wrong') });

const ready = createRoute({
	method: 'get',
	path: '/api/ready',
	summary: 'Whether the store and `policies.json` can be used',
	...{ tags, security: [] },
	responses: { 200: jsonAnswer('They can.', readySchema), 503: jsonAnswer('One of them cannot.', readySchema) },
});

const metricsRoute = createRoute({
	method: 'get',
	path: '/api/metrics',
	summary: 'Numbers for Prometheus: requests, decisions, rewards, shadows, the process',
	...{ tags, security: securityOf.serve },
	responses: { 200: { description: 'As Prometheus reads them.', content: { 'text/plain': { schema: z.string() } } } },
});

const policy = z.enum(policyNames);

const policies = createRoute({
	method: 'get',
	path: '/policies',
	summary: 'Which policy is active, which shadows are on, and what was counted of each policy',
	...{ tags: ['policies'], security: securityOf.serve },
	responses: {
		200: jsonAnswer(
			'As things stand.',
			z.object({
				active: policy,
				since: z.iso.datetime().nullable(),
				shadows: z.array(z.enum(shadowNames)),
				agreement: z.array(
					z.object({
						name: z.enum(shadowNames),
						...{ agreed: z.int(), differed: z.int(), unanswered: z.int() },
						agreement: z.number().nullable().describe('share of its answers that were the same'),
					}),
				),
				totals: z.array(z.object({ policy, decisions: z.int(), rewards: z.int(), mean_reward: z.number().nullable() })),
			}),
		),
	},
});

/** How the server is, and what it serves. */
export function serverRoutes({ store, policies: watched, metrics }: ServingContext) {
	return groupOf()
		.openapi(health, (c) => c.json({ status: 'ok' as const }, 200))
		.openapi(ready, async (c) => {
			const faults = [watched.fault() === null ? [] : ['PoliciesInvalid'], await storeFaults()].flat();
			return faults.length === 0 ? c.json({ ready: true, faults }, 200) : c.json({ ready: false, faults }, 503);
		})
		.openapi(metricsRoute, async (c) => c.text(await metrics.text(), 200, { 'content-type': metrics.contentType }))
		.openapi(policies, (c) => {
			const { active, since, shadows } = watched.now();
			return c.json({ active, since, shadows, agreement: shadowCounts(store), totals: policyTotals(store) }, 200);
		});

	async function storeFaults(): Promise<string[]> {
		try {
			// As a choice would: one that can only be read, or was taken away, is of no use.
			await patiently(store, () => store.transaction(() => store.one('SELECT 1 FROM totals')));
			return [];
		} catch (error) {
			return [(error as { code?: string }).code ?? messageOf(error)];
		}
	}
}
