import type { ConnectionOptions } from '@temporalio/client';
import { messageOf } from '../coded-error';
import { isLoopback } from './address';
import type { TemporalTarget } from './target';

/** gRPC's numbers for what a server may answer instead of what it was asked for. */
const answers = {
	deadlineExceeded: 4,
	notFound: 5,
	permissionDenied: 7,
	unavailable: 14,
	unauthenticated: 16,
} as const;

/** After an hour away the library would look again only every two minutes, and refuse all calls until then. */
const reconnecting = { 'grpc.max_reconnect_backoff_ms': 5_000 };

/**
 * How Temporal's client connects. The library would send what goes to this very machine through the proxy that the
 * environment names for the web.
 */
export function clientOptions({ temporal, credentials }: TemporalTarget): ConnectionOptions {
	const direct = isLoopback(temporal) ? { 'grpc.enable_http_proxy': 0 } : {};
	return { address: temporal, ...credentials, channelArgs: { ...reconnecting, ...direct } };
}

/** What is wrong with a Temporal that cannot be connected to. */
export interface ConnectFault {
	/** Whether it is there, and turns us away. */
	readonly refused: boolean;
	/** What it does, and what to do: the end of a sentence that begins with where it is. */
	readonly what: string;
}

/** What to say of a Temporal that cannot be connected to: whether it is not there or turns us away, and what to correct. */
export function connectFault(target: TemporalTarget, error: unknown): ConnectFault {
	const { code, details } = rootOf(error);
	// The workers' client says in words what the commands' has a number for.
	const isUnknown = code === answers.unauthenticated || /valid authentication credentials/.test(details);
	const isForbidden = code === answers.permissionDenied || /does not have permission/.test(details);
	if (isUnknown || isForbidden) {
		const see = "see TEMPORAL_API_KEY, or the profile's api_key and certificate";
		return { refused: true, what: `turns us away (${lastWordsOf(details)}); ${see}` };
	}
	const tls = target.credentials?.tls ? ' with TLS' : '';
	// The library's own words for "nobody answered", which ours say already.
	const why = /deadline|timed? ?out|ECONNREFUSED|tcp connect error/i.test(details) ? '' : ` (${details})`;
	const source = target.sources?.address ?? 'TEMPORAL_ADDRESS';
	return { refused: false, what: `does not answer${tls}${why}; start it (./tip-bench up), or correct ${source}` };
}

/** What the server itself said, where the library has wrapped it. */
function lastWordsOf(details: string): string {
	return /message: "([^"]*)"/.exec(details)?.[1] ?? details;
}

/** Whether nobody answered, after all the tries of the library. */
export function isUnanswered(error: unknown): boolean {
	const { code } = rootOf(error);
	return code === answers.unavailable || code === answers.deadlineExceeded;
}

/** The part of Temporal's services that tells of a namespace: the same for commands and workers. */
interface NamespaceService {
	describeNamespace(request: { namespace: string }): Promise<unknown>;
}

/**
 * What is wrong with the namespace, and what to do: the end of a sentence that begins with where Temporal is. `null` where
 * it is there, or the server does not say.
 */
export async function namespaceFault(service: NamespaceService, target: TemporalTarget): Promise<string | null> {
	const { namespace, temporal, sources } = target;
	try {
		await service.describeNamespace({ namespace });
		return null;
	} catch (error) {
		if (rootOf(error).code !== answers.notFound) return null;
		const create = `temporal operator namespace create --address ${temporal} --namespace '${namespace.replaceAll("'", "'\\''")}'`;
		return `has no namespace ${namespace}; make it (${create}), or correct ${sources?.namespace ?? 'TEMPORAL_NAMESPACE'}`;
	}
}

/** The innermost error that says why. */
function rootOf(error: unknown): { code: number | undefined; details: string } {
	let at = error;
	while (at instanceof Error && at.cause instanceof Error) at = at.cause;
	const { code, details } = (at ?? {}) as { code?: unknown; details?: unknown };
	return {
		code: typeof code === 'number' ? code : undefined,
		details: (typeof details === 'string' && details) || messageOf(at),
	};
}
