import { Agent, buildConnector } from 'undici';
import type { Env } from '../machine/environment/kinds';
import { mlflowAuthorization, mlflowTls } from '../machine/environment/mlflow-access';

/** One MLflow tracking server, and the connections to it. */
export interface Mlflow {
	/** As `readMlflowUrl` gives it: with its path, without a slash at the end. */
	readonly url: string;
	/** The key or the variable that says so, for messages. */
	readonly source: string;
	readonly connections: Agent;
	/** The `Authorization` header, `null` for none. */
	readonly authorization: string | null;
	/** Ends the requests made with it; see {@link withSignal}. */
	readonly signal: AbortSignal | null;
	/** Runs that it is asked for in one go where whoever reads does not say, 1–1000; as `scanRawRuns` has it unless given. */
	readonly runsPerPage?: number;
	/** What was learnt about the server on the way. */
	readonly learnt: {
		/** Where it sends those on who come by its address: with TLS, or below another path; never another host. */
		url: string | null;
		/** The `Host` header that it wants, where it does not know the name in the address. */
		host: string | null;
		/** Whether it takes artifacts over REST: so until it refuses one. */
		servesArtifacts: boolean;
		/** Whether it tells the histories of many runs' metrics at once: so until it refuses. */
		servesHistories: boolean;
	};
}

/** A client that may write runs: `changing` gives it, and tells of what was written. */
export interface MlflowWriter extends Mlflow {
	readonly written: { requests: number };
}

/**
 * An MLflow on one machine is one process that gains nothing from more, and takes the processor from whatever generates:
 * four at once cost it a sixth more processor time a run than two. On SQLite it hangs from 40 on.
 */
const mostInFlight = 2;

/**
 * A client of the MLflow at an address that `readMlflowUrl` gave. At most 2 requests are in flight at once, further ones
 * wait. Close it with {@link closeMlflow}.
 * @param env where the credentials and the certificates to trust are
 * @param source what says the address, for messages
 * @throws MachineError EnvironmentInvalid
 */
export function createMlflow(url: string, env: Env = {}, source = '`mlflow_url`'): Mlflow {
	return {
		url,
		source,
		connections: new Agent({ connections: mostInFlight, connect: connectorFor(url, env) }),
		authorization: mlflowAuthorization(env),
		signal: null,
		learnt: { url: null, host: null, servesArtifacts: true, servesHistories: true },
	};
}

/** Certificates are read when TLS needs them: at once for an `https://` address, else where the server asks for it. */
function connectorFor(url: string, env: Env): buildConnector.connector {
	const timeout = 5_000;
	const plain = buildConnector({ timeout });
	const withTls = () => buildConnector({ timeout, ...mlflowTls(env) });
	let secure = url.startsWith('https:') ? withTls() : undefined;
	return (options, callback) => {
		if (options.protocol !== 'https:') return plain(options, callback);
		try {
			secure ??= withTls();
		} catch (error) {
			return callback(error as Error, null);
		}
		return secure(options, callback);
	};
}

/** The same client, whose requests end with the signal's reason when that is aborted. */
export function withSignal<Client extends Mlflow>(mlflow: Client, signal: AbortSignal): Client {
	return { ...mlflow, signal };
}

/** Ends the client's connections. */
export async function closeMlflow(mlflow: Mlflow): Promise<void> {
	await mlflow.connections.destroy();
}
