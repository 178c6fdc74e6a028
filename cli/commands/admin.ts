import { addAbortListener } from 'node:events';
import type { Command } from 'commander';
import { adminPlace, findToken, rotateToken } from '../../http/access/token';
import { collectGarbage } from '../../machine/collect-garbage';
import { loopbackHost, sayPanel, startAdmin, usualAdminPort } from '../admin-server';
import { here } from '../here';
import { onInterrupt } from '../interrupt';
import { isLoopback, portNumber } from '../listening';
import { addLogFlags, type LogFlags, openLog } from '../log-flags';
import { print } from '../output';

/** Milliseconds after which the first answers are out. */
const settledMs = 3_000;

interface AdminFlags extends LogFlags {
	readonly host: string;
	readonly port?: number;
}

/** `tip-bench admin`: the API and the panel, in the foreground. */
export function addAdmin(program: Command): void {
	const admin = addLogFlags(program.command('admin'))
		.description('serve the HTTP API and the panel, in the foreground')
		.option('--host <address>', 'the address to listen on', loopbackHost)
		.option('--port <number>', `the port (default: ${usualAdminPort}, or the next that is free)`, portNumber)
		.addHelpText(
			'after',
			[
				'',
				'`up` serves it too. Whoever has the token may do all that this command can.',
				'',
				'Examples:',
				'  ./tip-bench admin',
				'  ./tip-bench admin token                prints the token',
				'  curl -H "authorization: Bearer $(./tip-bench admin token)" http://127.0.0.1:8600/api/bench/experiments',
			].join('\n'),
		)
		.action(serve);
	admin
		.command('token')
		.description('print the token of the admin server')
		.option('--rotate', 'put a new one in its place first, which ends all sessions')
		.addHelpText('after', '\nExamples:\n  ./tip-bench admin token\n  ./tip-bench admin token --rotate')
		.action(async ({ rotate = false }: { rotate?: boolean }) => {
			print(rotate ? await rotateToken(adminPlace, process.env) : (await findToken(adminPlace, process.env)).token);
		});
}

async function serve({ host, port, ...flags }: AdminFlags): Promise<void> {
	const log = openLog(flags);
	const signal = onInterrupt();
	const admin = await startAdmin({ places: here(), log, host, port });
	sayPanel(admin);
	if (!isLoopback(host))
		log.warn(`${host} is reached by others: put a proxy with TLS before it, and name it in TIP_BENCH_ADMIN_HOSTS`);
	log.info(`admin server at ${admin.url}; Ctrl-C ends it`);
	// What was loaded has left much behind; nobody's first answer waits for that.
	setTimeout(collectGarbage, settledMs).unref();
	await new Promise<void>((resolve) => {
		addAbortListener(signal, () => resolve());
	});
	log.info('admin server stops …');
	await admin.stop();
}
