import type { MiddlewareHandler } from 'hono';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Standing } from './waiting/waiting';

/** What a server counts, for Prometheus. */
export interface Metrics {
	/** Counts each request by its route and status. @param routeAt the path of the route that one is at, as it was defined */
	count(routeAt: (path: string) => string | null): MiddlewareHandler;
	/** Shows how many streams of events are open, whenever somebody looks. */
	showStreams(count: () => number): void;
	/** All numbers, as Prometheus reads them. */
	text(look: () => Promise<Standing>): Promise<string>;
	readonly contentType: string;
}

/** Seconds; the slowest are exports of large experiments. */
const buckets = [0.005, 0.02, 0.05, 0.15, 0.5, 1, 3, 10, 60];

/** Numbers of one server alone: several may live in a process, as in tests. */
export function createMetrics(): Metrics {
	const registry = new Registry();
	const registers = [registry];
	collectDefaultMetrics({ register: registry });
	const requests = new Counter({
		...{ name: 'tip_bench_http_requests_total', help: 'requests by route and status', registers },
		labelNames: ['method', 'route', 'status'] as const,
	});
	const seconds = new Histogram({
		...{ name: 'tip_bench_http_seconds', help: 'seconds to the head of the answer, by route', registers, buckets },
		labelNames: ['method', 'route'] as const,
	});
	const benches = new Gauge({
		...{ name: 'tip_bench_benches', help: 'benches that run, by phase', registers, labelNames: ['phase'] as const },
	});
	const pending = new Gauge({ name: 'tip_bench_pending_runs', help: 'runs that wait for a score', registers });
	const waiting = new Gauge({
		...{ name: 'tip_bench_waiting', help: 'things that wait for a person, by kind', registers },
		labelNames: ['kind'] as const,
	});
	const up = new Gauge({
		...{ name: 'tip_bench_part_up', help: 'whether a part is there', registers, labelNames: ['part'] as const },
	});
	let countStreams = () => 0;
	new Gauge({
		...{ name: 'tip_bench_event_streams', help: 'streams of events that are open', registers },
		collect() {
			this.set(countStreams());
		},
	});
	const take = ({ items, benches: seen, runs, away }: Standing) => {
		benches.reset();
		for (const { isRunning, status } of seen ?? []) {
			if (isRunning) benches.inc({ phase: status?.phase ?? 'unanswered' });
		}
		waiting.reset();
		for (const { kind } of items) waiting.inc({ kind });
		// A number that is not known is not there, rather than wrong.
		if (runs === null) pending.remove();
		else pending.set(runs.reduce((sum, each) => sum + each.pending, 0));
		for (const part of ['temporal', 'mlflow'] as const)
			up.set({ part }, away.some((each) => each.part === part) ? 0 : 1);
	};
	return {
		contentType: registry.contentType,
		showStreams: (count) => {
			countStreams = count;
		},
		count: (routeAt) => async (c, next) => {
			const began = performance.now();
			await next();
			const { method, path } = c.req;
			// What stands in a path, or in no route, is no label: anybody could make them without end.
			const route = routeAt(path) ?? (path.startsWith('/api') ? 'none' : 'panel');
			requests.inc({ method: knownMethod(method), route, status: c.res.status });
			seconds.observe({ method: knownMethod(method), route }, (performance.now() - began) / 1000);
		},
		text: async (look) => {
			take(await look());
			return registry.metrics();
		},
	};
}

function knownMethod(method: string): string {
	return ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'].includes(method) ? method : 'other';
}
