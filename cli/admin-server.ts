import { adminPlace, findToken } from '../http/access/token';
import type { RunningServer } from '../http/listen';
import type { Log } from '../machine/log';
import { startOnFreePort } from '../machine/ports';
import type { Places } from '../places/places';
import { say } from './output';

/** Where nobody but this machine reaches it. */
export const loopbackHost = '127.0.0.1';

/** The first port that is tried, where nobody names one. */
export const usualAdminPort = 8600;

/** How the admin server is started. */
export interface AdminOptions {
	readonly places: Places;
	readonly log: Log;
	readonly host: string;
	/** The usual one, or the next that is free, unless told. */
	readonly port?: number | undefined;
}

/** An admin server that listens, and what a person opens. */
export interface RunningAdmin extends RunningServer {
	/** With the token behind `#`, where it was made just now and a person looks. */
	readonly link: string;
}

/**
 * Starts the admin server.
 * @throws MachineError PortTaken, EnvironmentInvalid, FileUnwritable
 */
export async function startAdmin({ places, log, host, port }: AdminOptions): Promise<RunningAdmin> {
	// Only those commands that need it pay for it at their start.
	const { startServer } = await import('../server/serve.js');
	const { token, isNew } = await findToken(adminPlace, places.env);
	const start = (free: number) => startServer({ places, log, host, port: free });
	const server = port === undefined ? await startOnFreePort(usualAdminPort, undefined, start) : await start(port);
	// What is written to a file stays there for others to read.
	const isSeen = process.stderr.isTTY === true;
	return { ...server, link: isNew && isSeen ? `${server.url}/#token=${token}` : server.url };
}

/** Says where the panel is, and how one signs in. */
export function sayPanel({ link, url }: RunningAdmin): void {
	say(`Panel         ${link}`);
	say(
		link === url
			? '              sign in with what `./tip-bench admin token` prints'
			: '              this link signs in, and is shown once',
	);
}
