import { z } from '@hono/zod-openapi';
import { findBench } from '../client/find-bench';
import { askJudged } from '../client/tell-judged';
import type { JudgedOrder } from '../domain/bench/judged';
import { askTemporal } from './ask-temporal';
import type { ServerContext } from './context';

/** What comes of it. */
export const judgedSchema = z
	.object({
		experiment: z.string(),
		told: z.array(
			z.object({
				workflow_id: z.string(),
				follows: z.enum(['compare', 'wait']).nullable().describe('`null` where no worker has answered yet'),
				pending: z.int().nullable().describe('runs that wait still'),
				why: z.string(),
			}),
		),
	})
	.openapi('JudgedAnswer');

/**
 * Tells the bench of a name, or on that experiment, that its runs are scored, and says what follows.
 * @throws TipBenchError UnknownName, TemporalUnavailable, and as `askTemporal`
 */
export async function tellOfJudging(context: Pick<ServerContext, 'places'>, name: string, order: JudgedOrder) {
	const bench = await askTemporal(context, (client) => findBench(client, name));
	const told = await askTemporal(context, (client) => askJudged(client, bench, order));
	return { experiment: bench.experiment ?? bench.id, told };
}
