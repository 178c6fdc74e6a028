import type { MiddlewareHandler } from 'hono';
import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import type { PolicyName } from '../../domain/policies/policy-names';
import type { ShadowResult } from '../shadow-counts';
import type { ShadowName } from '../shadow-names';

/** What a server counts, for Prometheus. */
export interface ServingMetrics {
	/** Counts each request by its route and status. @param routeAt the path of the route that one is at, as it was defined */
	count(routeAt: (path: string) => string | null): MiddlewareHandler;
	noteDecision(policy: PolicyName): void;
	noteReward(policy: PolicyName, isNew: boolean): void;
	noteShadow(name: ShadowName, result: ShadowResult): void;
	text(): Promise<string>;
	readonly contentType: string;
}

/** Seconds. */
const buckets = [0.0005, 0.001, 0.002, 0.005, 0.01, 0.025, 0.1, 0.5, 2];

/** Numbers of one server alone: several may live in a process, as in tests. */
export function servingMetrics(): ServingMetrics {
	const registry = new Registry();
	const registers = [registry];
	collectDefaultMetrics({ register: registry });
	const requests = new Counter({
		...{ name: 'tip_bench_serve_requests_total', help: 'requests by route and status', registers },
		labelNames: ['route', 'status'] as const,
	});
	const seconds = new Histogram({
		...{ name: 'tip_bench_serve_seconds', help: 'seconds to the answer, by route', registers, buckets },
		labelNames: ['route'] as const,
	});
	const decisions = new Counter({
		...{ name: 'tip_bench_decisions_total', help: 'decisions by policy', registers },
		labelNames: ['policy'] as const,
	});
	const rewards = new Counter({
		...{ name: 'tip_bench_rewards_total', help: 'rewards by policy; those that came again apart', registers },
		labelNames: ['policy', 'again'] as const,
	});
	const shadows = new Counter({
		...{ name: 'tip_bench_shadow_total', help: 'what came of asking shadows', registers },
		labelNames: ['shadow', 'result'] as const,
	});
	return {
		contentType: registry.contentType,
		count: (routeAt) => async (c, next) => {
			const began = performance.now();
			await next();
			// What stands in no route is no label: anybody could make them without end.
			const route = routeAt(c.req.path) ?? 'none';
			requests.inc({ route, status: c.res.status });
			seconds.observe({ route }, (performance.now() - began) / 1000);
		},
		noteDecision: (policy) => decisions.inc({ policy }),
		noteReward: (policy, isNew) => rewards.inc({ policy, again: isNew ? 'no' : 'yes' }),
		noteShadow: (shadow, result) => shadows.inc({ shadow, result }),
		text: () => registry.metrics(),
	};
}
