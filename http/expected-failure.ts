import { TipBenchError } from '../domain/errors';
import { CodedError, messageOf } from '../machine/coded-error';
import { ServerError } from './errors';

/** As gRPC numbers what went wrong with a call. */
const grpc = { deadlineExceeded: 4, permissionDenied: 7, unavailable: 14, unauthenticated: 16 } as const;

/** The failure with its code, of whatever was thrown; `null` of what nobody expected. */
export function expectedFailure(thrown: unknown): CodedError | null {
	if (thrown instanceof CodedError) return thrown;
	if (isHttpException(thrown)) return ofHttp(thrown);
	if (isTooDeep(thrown)) return new ServerError('RequestInvalid', 'The body is nested too deeply.', { cause: thrown });
	return ofTemporal(thrown);
}

/** What hono throws where a request is not even read; told by its shape, since hono has two builds of it. */
function isHttpException(thrown: unknown): thrown is Error & { readonly status: number } {
	return thrown instanceof Error && 'getResponse' in thrown && 'status' in thrown && typeof thrown.status === 'number';
}

/** Nothing that we have of our own is as deep as the stack. */
function isTooDeep(thrown: unknown): boolean {
	return thrown instanceof RangeError && /call stack/i.test(thrown.message);
}

function ofHttp({ status, message }: Error & { readonly status: number }): ServerError | null {
	if (status === 415) return new ServerError('MediaTypeRefused', 'The request carries no JSON.');
	if (status === 413) return new ServerError('RequestTooLarge', 'The request carries too much.');
	if (status !== 400) return null;
	// What is no JSON was told before with the place where it breaks; hono meets only a body that is empty.
	const isEmpty = /^Malformed JSON/.test(message);
	return new ServerError(
		'RequestInvalid',
		isEmpty ? 'The body is empty; send what the route takes, as JSON.' : message,
	);
}

/** What a call of Temporal's client ends with, after it had connected. */
function ofTemporal(thrown: unknown): TipBenchError | null {
	if (!(thrown instanceof Error)) return null;
	if (thrown.name === 'WorkflowNotFoundError' || thrown.name === 'ScheduleNotFoundError') {
		return new TipBenchError('UnknownName', 'Temporal knows of no such bench, or it has ended.', { cause: thrown });
	}
	const code = grpcCode(thrown);
	if (code === grpc.unavailable || code === grpc.deadlineExceeded) {
		return new TipBenchError('TemporalUnavailable', 'Temporal does not answer.', { cause: thrown });
	}
	if (code === grpc.permissionDenied || code === grpc.unauthenticated) {
		return new TipBenchError('TemporalRefused', `Temporal does not let us in: ${messageOf(thrown)}`, { cause: thrown });
	}
	return null;
}

function grpcCode(error: Error): number | undefined {
	for (let at: unknown = error; at instanceof Error; at = at.cause) {
		const { code } = at as { readonly code?: unknown };
		// Errors of Node have codes too, which are words.
		if (typeof code === 'number') return code;
	}
	return undefined;
}
