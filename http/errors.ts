import { CodedError, type ErrorEntry } from '../machine/coded-error';

/** What can be wrong with a request to the server, before any other room has to do with it. */
export const serverErrors = {
	RequestInvalid: {
		final: true,
		meaning: 'A request is not as its route takes it; all faults are listed by their key.',
		remedy: 'Correct the keys that the faults name; the page at `/api/docs` shows what each route takes.',
	},
	RouteUnknown: {
		final: true,
		meaning: 'There is no such route.',
		remedy: 'See the routes at `/api/docs`.',
	},
	MethodRefused: {
		final: true,
		meaning: 'A route is there, but not by the method that was used.',
		remedy: 'Use one of the methods that the message names.',
	},
	MediaTypeRefused: {
		final: true,
		meaning: 'A request carries something else than JSON.',
		remedy: 'Send JSON, with the header `content-type: application/json`.',
	},
	RequestTooLarge: {
		final: true,
		meaning: 'A request carries more than its route takes.',
		remedy: 'Send less, in several requests; a large judge file can be applied with `./tip-bench judge apply`.',
	},
	CredentialMissing: {
		final: true,
		meaning: 'A request says neither by a token nor by a session who asks.',
		remedy:
			'Sign in at the panel, or send `authorization: Bearer TOKEN`; `./tip-bench admin token` prints the token, `./tip-bench serve token` that of `serve`.',
	},
	CredentialRefused: {
		final: true,
		meaning: 'The token, the session or the signature of a request is wrong, or has expired.',
		remedy:
			'Sign in again, or send the token that stands now: `./tip-bench admin token` prints it, `./tip-bench serve token` that of `serve`.',
	},
	AdminOnly: {
		final: true,
		meaning: 'The token of `serve` is right, but the route asks for that of the admin server.',
		remedy: 'Send the token that `./tip-bench admin token` prints; a product needs no such route.',
	},
	HostRefused: {
		final: true,
		meaning: 'A request came under a host name that the server does not answer to.',
		remedy: 'Use the address that the server printed at its start, or name the host in TIP_BENCH_ADMIN_HOSTS.',
	},
	OriginRefused: {
		final: true,
		meaning: 'A page of another site or port asked in the name of whoever is signed in.',
		remedy: 'Use the panel itself; scripts send the token instead of a cookie.',
	},
	AddressRefused: {
		final: true,
		meaning: 'A request names an address of Ollama or MLflow that the server may not be sent to.',
		remedy: "Leave it out to use the server's own, or name its host in TIP_BENCH_ADMIN_ADDRESSES.",
	},
	TooManyRequests: {
		final: false,
		meaning: 'More requests, or more wrong tokens, came than the server takes in a time.',
		remedy: 'Wait for as long as the answer says, then ask again.',
	},
} as const satisfies Record<string, ErrorEntry>;

export type ServerErrorCode = keyof typeof serverErrors;

/** What is wrong with one key of a request. */
export interface RequestFault {
	/** Where it stands, as `gate.alpha`; empty for the whole. */
	readonly key: string;
	/** In words, without the key. */
	readonly message: string;
}

interface ServerErrorOptions {
	readonly cause?: unknown;
	/** Milliseconds. */
	readonly retryAfterMs?: number;
	readonly faults?: readonly RequestFault[];
	readonly allow?: readonly string[];
}

/** An expected failure of a request to the server. */
export class ServerError extends CodedError<ServerErrorCode> {
	override readonly name = 'ServerError';
	/** By key, where it is about several. */
	readonly faults: readonly RequestFault[];
	/** The methods by which a route is there. */
	readonly allow: readonly string[];
	constructor(
		code: ServerErrorCode,
		message: string,
		{ faults = [], allow = [], ...options }: ServerErrorOptions = {},
	) {
		super(code, message, options);
		this.faults = faults;
		this.allow = allow;
	}

	override get entry(): ErrorEntry {
		return serverErrors[this.code];
	}
}

/** A failure of any registry, with where to go instead, such as the bench that runs already. */
export class FailureWithLinks extends Error {
	override readonly name = 'FailureWithLinks';

	constructor(
		readonly failure: CodedError,
		readonly links: Readonly<Record<string, string>>,
	) {
		super(failure.message, { cause: failure });
	}
}
