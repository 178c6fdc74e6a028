import { OpenAPIHono } from '@hono/zod-openapi';
import type { Env } from 'hono';
import { refuseFaults } from './request-faults';

/** An empty group of routes, which refuses what a schema does not take as a problem by key. */
export function groupOf<Handed extends Env>() {
	return new OpenAPIHono<Handed>({
		defaultHook: (result) => {
			if (!result.success) throw refuseFaults(result.error, result.target);
		},
	});
}
