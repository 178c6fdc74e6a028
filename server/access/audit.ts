import type { MiddlewareHandler } from 'hono';
import { noteOnBench } from '../../client/note-on-bench';
import type { ServerContext } from '../context';
import { benchPath } from '../experiment-route';
import type { ServerEnv } from '../group';

const changing = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

/** What a bench notes. Each note is an event in its history, so that single scores are none. */
const noted = ['apply', 'cancel', 'gate', 'judge', 'judged', 'pause', 'resume'].map((verb) => `${benchPath}${verb}`);

/** Writes one line into the log for each change that came about: who, what, and which experiment; and has its bench note it. */
export function audit({ log, places }: Pick<ServerContext, 'log' | 'places'>): MiddlewareHandler<ServerEnv> {
	return async (c, next) => {
		await next();
		if (!changing.has(c.req.method) || c.res.status >= 400 || isDryRun(c.req.query('dry_run'))) return;
		const { by, address } = c.get('who');
		const experiment = c.get('experiment') ?? c.req.query('experiment');
		const what = `${c.req.method} ${c.req.path}`;
		const from = address === undefined ? by : `${by} at ${address}`;
		const about = experiment === undefined ? '' : ` of ${JSON.stringify(experiment)}`;
		log.info({ audit: true, who: by, address, what, experiment, status: c.res.status }, `${from}: ${what}${about}`);
		if (experiment === undefined || !noted.includes(c.req.path)) return;
		const told = { by: `admin API (${from})`, did: c.req.path.slice(benchPath.length) };
		// The log has it; whoever asked does not wait for a note.
		void places
			.temporal()
			.then((client) => noteOnBench(client, experiment, told))
			.catch(() => undefined);
	};
}

function isDryRun(word: string | undefined): boolean {
	return word === '1' || word === 'true';
}
