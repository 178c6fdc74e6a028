import type { MiddlewareHandler } from 'hono';
import type { Log } from '../../machine/log';
import type { ServerEnv } from '../group';

const changing = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

/** Writes one line into the log for each change that came about: who, what, and which experiment. */
export function audit(log: Log): MiddlewareHandler<ServerEnv> {
	return async (c, next) => {
		await next();
		if (!changing.has(c.req.method) || c.res.status >= 400 || isDryRun(c.req.query('dry_run'))) return;
		const { by, address } = c.get('who');
		const experiment = c.get('experiment') ?? c.req.query('experiment');
		const what = `${c.req.method} ${c.req.path}`;
		const from = address === undefined ? by : `${by} at ${address}`;
		const about = experiment === undefined ? '' : ` of ${JSON.stringify(experiment)}`;
		log.info({ audit: true, who: by, address, what, experiment, status: c.res.status }, `${from}: ${what}${about}`);
	};
}

function isDryRun(word: string | undefined): boolean {
	return word === '1' || word === 'true';
}
