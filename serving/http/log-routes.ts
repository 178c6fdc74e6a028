import { Readable } from 'node:stream';
import { createRoute, z } from '@hono/zod-openapi';
import { decisionSchema } from '../../domain/policies/decision';
import { jsonAnswer } from '../../http/json-answer';
import { groupOf } from '../../http/new-group';
import { onlyKeys } from '../../http/only-keys';
import { flag, wholeNumber } from '../../http/query-values';
import { decisionsOf, exportDecisions, logFormats } from '../decision-log';
import { userSchema } from '../store/user-rows';
import type { ServingContext } from './context';
import { securityOf } from './guard';

const tags = ['decisions'];

const list = createRoute({
	method: 'get',
	path: '/decisions',
	summary: "A user's decisions, the newest first",
	...{ tags, security: securityOf.admin },
	request: {
		query: onlyKeys({
			user: userSchema,
			limit: wholeNumber(1, 200, 50),
			before: z.coerce.number().int().min(1).optional().openapi({ type: 'integer' }),
		}),
	},
	responses: {
		200: jsonAnswer(
			'A page of them.',
			z.object({ decisions: z.array(decisionSchema), before: z.int().nullable().describe('where older ones go on') }),
		),
	},
});

const types = { jsonl: 'application/jsonl; charset=utf-8', csv: 'text/csv; charset=utf-8' } as const;

const whole = createRoute({
	method: 'get',
	path: '/decisions/export',
	summary: 'The whole log of decisions, the oldest first',
	...{ tags, security: securityOf.admin },
	request: {
		query: onlyKeys({
			format: z.enum(logFormats).default('jsonl'),
			simulated: flag.describe('whether those of simulated users too'),
		}),
	},
	responses: {
		200: {
			description: 'A decision a line, or a row.',
			content: { 'application/jsonl': { schema: z.string() }, 'text/csv': { schema: z.string() } },
		},
	},
});

/** The log of decisions. */
export function logRoutes({ store }: ServingContext) {
	const group = groupOf();
	group.openapi(list, (c) => {
		const { user, limit, before } = c.req.valid('query');
		const page = decisionsOf(store, user, limit, before);
		return c.json({ decisions: [...page.decisions], before: page.before }, 200);
	});
	group.openapi(whole, (c) => {
		const options = c.req.valid('query');
		const body = Readable.toWeb(Readable.from(exportDecisions(store, options))) as ReadableStream;
		return c.body(body.pipeThrough(new TextEncoderStream()), 200, { 'content-type': types[options.format] });
	});
	return group;
}
