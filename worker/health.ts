import { rm } from 'node:fs/promises';
import { createConnection, createServer, type Server } from 'node:net';
import { TipBenchError } from '../domain/errors';

/** What a worker that lacks nothing answers. */
const healthy = 'healthy';

/** Longer paths of sockets are cut off without a word. */
const longestPath = 103;

/**
 * Answers each connection to a socket with one line: `healthy`, or what this process lacks. The process itself answers, so
 * that one that stands still is seen at once: Temporal knows a worker for minutes after it last heard of it.
 * @param socket its path; what a killed process left there is cleared away
 * @param findFault what is wrong, `null` where nothing is
 * @throws TipBenchError Usage where another process answers there, or nobody can listen there
 */
export async function answerHealth(socket: string, findFault: () => Promise<string | null>): Promise<Server> {
	const refuse = (why: string) => new TipBenchError('Usage', `--health-socket: cannot listen at ${socket}: ${why}`);
	if (Buffer.byteLength(socket) > longestPath) throw refuse(`the path is longer than ${longestPath} bytes`);
	if (await isAnswered(socket)) throw refuse('another worker answers there');
	await rm(socket, { force: true });
	const server = createServer(async (connection) => {
		connection.on('error', () => connection.destroy());
		const fault = await findFault().catch((error: unknown) => (error as Error).message);
		connection.end(`${fault?.replaceAll('\n', ' ') ?? healthy}\n`);
	});
	await new Promise<void>((resolve, reject) => {
		server.once('error', ({ message }) => reject(refuse(message)));
		server.listen(socket, resolve);
	});
	// Who asks is no reason to stay.
	return server.unref();
}

function isAnswered(socket: string): Promise<boolean> {
	return new Promise((resolve) => {
		const connection = createConnection(socket);
		const end = (answered: boolean) => {
			connection.destroy();
			resolve(answered);
		};
		connection.once('connect', () => end(true));
		connection.once('error', () => end(false));
	});
}
