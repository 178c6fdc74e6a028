import { addAbortListener } from 'node:events';
import type { Command } from 'commander';
import { adminPlace, findToken, rotateToken } from '../../http/access/token';
import { servePlace } from '../../serving/http/guard';
import { startServing } from '../../serving/serve';
import { loopbackHost } from '../admin-server';
import { onInterrupt } from '../interrupt';
import { isLoopback, portNumber } from '../listening';
import { addLogFlags, type LogFlags, openLog } from '../log-flags';
import { print } from '../output';

/** Where it listens unless told: beside the admin server's ports. */
const usualPort = 8700;

interface ServeFlags extends LogFlags {
	readonly host: string;
	readonly port: number;
}

/** `tip-bench serve`: policies over HTTP, in the foreground. */
export function addServe(program: Command): void {
	const serve = addLogFlags(program.command('serve'))
		.description('serve the policies that choose which tip to show, in the foreground')
		.option('--host <address>', 'the address to listen on', loopbackHost)
		.option('--port <number>', 'the port', portNumber, usualPort)
		.addHelpText(
			'after',
			[
				'',
				'A product asks with a token of its own; what changes more than one decision asks for that of `admin`.',
				'',
				'Examples:',
				'  ./tip-bench serve',
				'  ./tip-bench serve token                prints the token of a product',
				'  curl -H "authorization: Bearer $(./tip-bench serve token)" http://127.0.0.1:8700/policies',
			].join('\n'),
		)
		.action(run);
	serve
		.command('token')
		.description('print the token by which a product asks')
		.option('--rotate', 'put a new one in its place first')
		.addHelpText('after', '\nExamples:\n  ./tip-bench serve token\n  ./tip-bench serve token --rotate')
		.action(async ({ rotate = false }: { rotate?: boolean }) => {
			print(rotate ? await rotateToken(servePlace, process.env) : (await findToken(servePlace, process.env)).token);
		});
}

async function run({ host, port, ...flags }: ServeFlags): Promise<void> {
	const log = openLog(flags);
	const signal = onInterrupt();
	for (const place of [servePlace, adminPlace]) await findToken(place, process.env);
	const server = await startServing({ env: process.env, log, host, port });
	if (!isLoopback(host)) log.warn(`${host} is reached by others: put a proxy with TLS before it`);
	log.info(`policies are served at ${server.url}; Ctrl-C ends it`);
	await new Promise<void>((resolve) => {
		addAbortListener(signal, () => resolve());
	});
	log.info('serving stops …');
	await server.stop();
}
