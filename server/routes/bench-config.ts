import { z } from '@hono/zod-openapi';
import type { JSONValue } from 'hono/utils/types';
import { startInput } from '../../client/bench-history';
import { findBench } from '../../client/find-bench';
import { givenConfig } from '../../domain/bench/given-config';
import { jsonAnswer } from '../../http/json-answer';
import { askTemporal } from '../ask-temporal';
import type { ServerContext } from '../context';
import { experimentRoute } from '../experiment-route';
import { newGroup } from '../group';

const route = experimentRoute(
	'config',
	{},
	{
		method: 'get',
		summary: 'What a bench was started with, by its workflow id or its experiment: for another one like it',
		tags: ['benches'],
		responses: {
			200: jsonAnswer(
				'The keys that were given; all others had their defaults.',
				z
					.object({
						workflow_id: z.string(),
						config: z
							.record(z.string(), z.unknown())
							.describe('as `POST /api/bench/run` takes it, with what was given read as the bench reads it'),
						left_out: z
							.array(z.string())
							.describe('keys that were given too: none of ours, not readable, or not to be chosen over HTTP'),
					})
					.openapi('GivenConfig'),
			),
		},
	},
);

/** What a bench was started with. */
export function benchConfigRoutes(context: Pick<ServerContext, 'places'>) {
	return newGroup().openapi(route, async (c) => {
		const { experiment: name } = c.req.valid('query');
		const { id, input } = await askTemporal(context, async (client) => {
			const bench = await findBench(client, name);
			return { id: bench.id, input: await startInput(client, bench) };
		});
		// It is a folder of the worker's machine.
		const given = givenConfig(input, ['export_dir']);
		const config = { ...given.config } as Record<string, JSONValue>;
		return c.json({ workflow_id: id, config, left_out: [...given.left_out] }, 200);
	});
}
