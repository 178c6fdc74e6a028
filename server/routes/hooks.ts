import { createRoute, z } from '@hono/zod-openapi';
import { judgedOrderSchema } from '../../domain/bench/judged';
import { addressOf } from '../../http/access/address-of';
import { ServerError } from '../../http/errors';
import { jsonAnswer } from '../../http/json-answer';
import { refuseRepeatedKeys } from '../../http/repeated-keys';
import { refuseFaults } from '../../http/request-faults';
import { keepDeliveries } from '../access/deliveries';
import { hookSignature } from '../access/hook-signature';
import type { ServerContext } from '../context';
import { experimentName } from '../experiment-route';
import { newGroup } from '../group';
import { judgedSchema, tellOfJudging } from '../judged';

/** Whoever sends it may have more to say, so other keys are passed over. */
const order = z.object({ experiment: experimentName, ...judgedOrderSchema.shape });

/** As Standard Webhooks has it, or what is in it alone. */
const deliverySchema = z
	.union([z.object({ data: order }).transform(({ data }) => data), order])
	.openapi('JudgedDelivery');

const header = (description: string) => z.string().optional().describe(description);

const judged = createRoute({
	method: 'post',
	path: '/api/hooks/judged',
	summary: 'A judge elsewhere says that it is done; the delivery is signed as Standard Webhooks has it',
	tags: ['hooks'],
	security: [],
	request: {
		headers: z.object({
			'webhook-id': header('one for each delivery, however often it is sent'),
			'webhook-timestamp': header('seconds since 1970, at most five minutes off'),
			'webhook-signature': header('`v1,` and, in base64, HMAC-SHA-256 over `id.timestamp.body`'),
		}),
		// Not read by hono: the signature is over the bytes as they came, and nothing is read before it was verified.
		body: {
			required: true,
			content: { 'application/json': { schema: { $ref: '#/components/schemas/JudgedDelivery' } } },
		},
	},
	responses: {
		200: jsonAnswer(
			'The bench was told, now or when the delivery first came.',
			judgedSchema.extend({ again: z.boolean() }),
		),
	},
});

/** The ways in for programs elsewhere, which have a secret of their own instead of the token. */
export function hookRoutes(context: ServerContext) {
	const { access, places, now } = context;
	const signature = hookSignature(places.env);
	const deliveries = keepDeliveries(places.env, now);
	const group = newGroup();
	group.openAPIRegistry.register('JudgedDelivery', deliverySchema);
	return group.openapi(judged, async (c) => {
		const address = addressOf(c) ?? 'unknown';
		// As with the token: a stranger's guesses keep no judge out that knows a long secret.
		if (!signature.isLong()) await access.tries.admit(address);
		const body = await c.req.text();
		const id = await verified(body, c.req.raw.headers, address);
		const { experiment, ...order } = orderIn(body);
		c.set('who', { by: 'hook', address });
		c.set('experiment', experiment);
		const told = await deliveries.once(id, () => tellOfJudging(context, experiment, order));
		return c.json({ ...(told ?? { experiment, told: [] }), again: told === null }, 200);
	});

	async function verified(body: string, headers: Headers, address: string): Promise<string> {
		try {
			return signature.verify(body, headers);
		} catch (error) {
			await access.tries.admit(address);
			await access.tries.noteWrong(address, headers.get('webhook-signature') ?? '');
			throw error;
		}
	}
}

function orderIn(body: string) {
	const parsed = deliverySchema.safeParse(jsonIn(body));
	if (parsed.success) return parsed.data;
	throw refuseFaults(parsed.error, 'json');
}

function jsonIn(body: string): unknown {
	let value: unknown;
	try {
		value = JSON.parse(body);
	} catch {
		throw new ServerError('RequestInvalid', 'The body is no JSON.');
	}
	refuseRepeatedKeys(body, value);
	return value;
}
