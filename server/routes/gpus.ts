import { createRoute, z } from '@hono/zod-openapi';
import { isHolderRunning, listLeases } from '../../client/leases';
import { configSchema } from '../../domain/bench/config';
import { readList } from '../../domain/bench/config-input';
import { jsonAnswer } from '../../http/json-answer';
import { onlyKeys } from '../../http/only-keys';
import { type KnownModels, offeredModels } from '../../planning/offered-models';
import { askTemporal } from '../ask-temporal';
import type { ServerContext } from '../context';
import { newGroup } from '../group';

const tags = ['gpus'];

/** Billions of parameters. */
const usualMost = configSchema.shape.max_model_b.parse(undefined);

const modelSchema = z
	.object({
		name: z.string(),
		digest: z.string(),
		size_bytes: z.number().describe('on disk'),
		memory_bytes: z.number().describe('roughly what it takes in memory'),
		parameters: z.number().nullable().describe('`null` where its file does not say'),
		capabilities: z.array(z.string()),
		fault: z.string().nullable().describe('why it cannot take part; `null` where it can'),
		resident: z
			.object({ memory_bytes: z.number(), gpu_bytes: z.number() })
			.nullable()
			.describe('what it takes in memory now; `null` where it is not there'),
	})
	.openapi('Model');

const models = createRoute({
	method: 'get',
	path: '/api/models',
	summary: 'The models of Ollama: which may take part, and what is in memory',
	tags,
	request: {
		query: onlyKeys({
			names: z
				.string()
				.max(5_000)
				.optional()
				.describe('of which to say where they are not pulled: names with commas between'),
			max_model_b: z.coerce
				.number('must be a number')
				.pipe(z.number().positive())
				.default(usualMost)
				.openapi({ type: 'number', exclusiveMinimum: 0, default: usualMost }),
		}),
	},
	responses: {
		200: jsonAnswer(
			'What is there.',
			z
				.object({
					models: z.array(modelSchema),
					not_pulled: z.array(z.object({ name: z.string(), command: z.string() })),
				})
				.openapi('Models'),
		),
	},
});

const leases = createRoute({
	method: 'get',
	path: '/api/leases',
	summary: 'Who holds each GPU, since when, and who waits',
	tags,
	responses: {
		200: jsonAnswer(
			'The leases of all GPUs that a bench has ever asked for.',
			z
				.object({
					leases: z.array(
						z.object({
							queue: z.string(),
							answered_by: z.enum(['lease', 'servers']).describe('`servers` where no worker answers'),
							holder: z
								.object({
									workflow: z.string(),
									model: z.string(),
									since: z.string(),
									runs: z.boolean().describe('`false`: it does not run any more, and the lease will be taken back'),
								})
								.nullable(),
							waiting: z.array(z.object({ workflow: z.string(), wants: z.array(z.string()), since: z.string() })),
							resident: z.string().nullable().describe('in memory, as far as the lease knows'),
						}),
					),
				})
				.openapi('Leases'),
		),
	},
});

/** Models and GPUs. */
export function gpuRoutes(context: ServerContext) {
	const known: KnownModels = new Map();
	return newGroup()
		.openapi(models, async (c) => {
			const { names, max_model_b: most } = c.req.valid('query');
			const asked = names === undefined ? {} : { asked: namesIn(names) };
			const { models: there, not_pulled } = await offeredModels(context.places.ollama(), { ...asked, most }, known);
			const shown = there.map((model) => ({ ...model, capabilities: [...model.capabilities] }));
			return c.json({ models: shown, not_pulled: [...not_pulled] }, 200);
		})
		.openapi(leases, async (c) => c.json({ leases: await lookAtLeases(context) }, 200));
}

/** As a config's list of models is read. */
function namesIn(text: string): string[] {
	const parts = readList(text);
	return Array.isArray(parts) ? parts.filter((part) => typeof part === 'string' && part !== '') : [];
}

async function lookAtLeases(context: ServerContext) {
	const listed = await askTemporal(context, listLeases);
	return Promise.all(
		listed.map(async ({ queue, status }) => {
			const { holder = null, waiting = [], resident = null } = status ?? {};
			const runs =
				holder !== null && (await askTemporal(context, (client) => isHolderRunning(client, holder.workflow)));
			return {
				queue,
				answered_by: status === null ? ('servers' as const) : ('lease' as const),
				holder: holder && { ...holder, runs },
				waiting: waiting.map((each) => ({ ...each, wants: [...each.wants] })),
				resident,
			};
		}),
	);
}
