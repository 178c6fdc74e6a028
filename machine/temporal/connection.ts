import type { ConnectionOptions } from '@temporalio/client';
import { messageOf } from '../coded-error';
import { isLoopback } from './address';
import type { TemporalTarget } from './target';

/** gRPC's numbers for what a server may answer instead of what it was asked for. */
const answers = { notFound: 5, permissionDenied: 7, unauthenticated: 16 } as const;

/**
 * How Temporal's client connects. The library would send what goes to this very machine through the proxy that the
 * environment names for the web.
 */
export function clientOptions({ temporal, credentials }: TemporalTarget): ConnectionOptions {
	const direct = isLoopback(temporal) ? { channelArgs: { 'grpc.enable_http_proxy': 0 } } : {};
	return { address: temporal, ...credentials, ...direct };
}

/** What to say of a Temporal that cannot be connected to: whether it is not there or turns us away, and what to correct. */
export function connectFault(
	target: TemporalTarget,
	error: unknown,
): { readonly refused: boolean; readonly message: string } {
	const source = target.sources?.address ?? 'TEMPORAL_ADDRESS';
	const { code, details } = rootOf(error);
	if (code === answers.permissionDenied || code === answers.unauthenticated) {
		const message = `Temporal at ${target.temporal} turns us away (${details}); see TEMPORAL_API_KEY, or the profile's api_key and certificate`;
		return { refused: true, message };
	}
	// The library's own words for "nobody answered", which ours say already.
	const why = /deadline|timed? ?out|ECONNREFUSED|tcp connect error/i.test(details) ? '' : ` (${details})`;
	return {
		refused: false,
		message: `Temporal does not answer at ${target.temporal}${target.credentials?.tls ? ' with TLS' : ''}${why}; start it (./tip-bench up), or correct ${source}`,
	};
}

/** The part of Temporal's services that tells of a namespace: the same for commands and workers. */
interface NamespaceService {
	describeNamespace(request: { namespace: string }): Promise<unknown>;
}

/**
 * What is wrong with the namespace, in a sentence with what to do; `null` where it is there, or the server does not say.
 */
export async function namespaceFault(service: NamespaceService, target: TemporalTarget): Promise<string | null> {
	const { namespace, temporal, sources } = target;
	try {
		await service.describeNamespace({ namespace });
		return null;
	} catch (error) {
		if (rootOf(error).code !== answers.notFound) return null;
		const create = `temporal operator namespace create --address ${temporal} --namespace '${namespace.replaceAll("'", "'\\''")}'`;
		return `Temporal at ${temporal} has no namespace ${namespace}; make it (${create}), or correct ${sources?.namespace ?? 'TEMPORAL_NAMESPACE'}`;
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
