import { Agent } from 'undici';
import { authorizationOf, type Credentials } from './credentials';

/** One MLflow tracking server, and the connections to it. */
export interface Mlflow {
	/** As `readMlflowUrl` gives it: with its path, without a slash at the end. */
	readonly url: string;
	readonly connections: Agent;
	/** The `Authorization` header, `null` for none. */
	readonly authorization: string | null;
	/** Ends the requests made with it; see {@link withSignal}. */
	readonly signal: AbortSignal | null;
	/** What was learnt about the server on the way. */
	readonly learnt: {
		/** The `Host` header that it wants, where it does not know the name in the address. */
		host: string | null;
		/** Whether it takes artifacts over REST: so until it refuses one. */
		servesArtifacts: boolean;
	};
}

/**
 * An MLflow on one machine is one process that gains nothing from more, and takes the processor from whatever generates:
 * four at once cost it a sixth more processor time a run than two. On SQLite it hangs from 40 on.
 */
const mostInFlight = 2;

/**
 * A client of the MLflow at an address that `readMlflowUrl` gave. At most 2 requests are in flight at once, further ones
 * wait. Close it with {@link closeMlflow}.
 * @param environment where the credentials are: see {@link Credentials}
 */
export function createMlflow(url: string, environment: Credentials = {}): Mlflow {
	return {
		url,
		connections: new Agent({ connections: mostInFlight, connect: { timeout: 5_000 } }),
		authorization: authorizationOf(environment),
		signal: null,
		learnt: { host: null, servesArtifacts: true },
	};
}

/** The same client, whose requests end with the signal's reason when that is aborted. */
export function withSignal(mlflow: Mlflow, signal: AbortSignal): Mlflow {
	return { ...mlflow, signal };
}

/** Ends the client's connections. */
export async function closeMlflow(mlflow: Mlflow): Promise<void> {
	await mlflow.connections.destroy();
}
