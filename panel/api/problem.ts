/** A fault of one key of what was sent. */
interface Fault {
	readonly key: string;
	readonly message: string;
}

/** What the server says where it cannot do what it was asked (RFC 9457). */
interface ProblemDetails {
	readonly title: string;
	/** Of HTTP; 0 where no answer came. */
	readonly status: number;
	/** A code of the registry of errors. */
	readonly code: string;
	readonly detail: string;
	readonly remedy: string;
	readonly faults: readonly Fault[];
	/** Which part is away, and since when, in ISO 8601. */
	readonly part: string | null;
	readonly since: string | null;
	/** Seconds. */
	readonly retryAfter: number | null;
	/** Where to go instead, by name. */
	readonly links: Readonly<Record<string, string>>;
}

const mendable: ReadonlySet<string> = new Set(['ExperimentDeleted', 'UnknownName']);

/** Why a request failed. */
export class Problem extends Error {
	readonly details: ProblemDetails;

	constructor(details: ProblemDetails) {
		super(details.detail);
		this.name = 'Problem';
		this.details = details;
	}

	/** Whether waiting may mend it: no answer came, a part is away, or too much was asked at once. */
	get isPassing(): boolean {
		const { status } = this.details;
		return status === 0 || status === 401 || status === 429 || status >= 500;
	}

	/** Whether somebody may mend it elsewhere, as an experiment that was deleted or renamed in MLflow. */
	get isMendable(): boolean {
		return this.isPassing || mendable.has(this.details.code);
	}
}

const nothing = { faults: [], part: null, since: null, retryAfter: null, links: {} };

/** No answer came at all. */
export function noAnswer(): Problem {
	return new Problem({
		...nothing,
		...{ title: 'No answer', status: 0, code: 'NoAnswer', detail: 'The server of tip-bench does not answer.' },
		remedy: 'See that ./tip-bench up, or ./tip-bench admin, still runs.',
	});
}

/** What answered is not our server, but something on the way to it. */
export function strangeAnswer(): Problem {
	return new Problem({
		...nothing,
		...{ title: 'Another answered', status: 200, code: 'StrangeAnswer' },
		detail: 'What answered is not tip-bench, but something before it, such as a proxy that asks who you are.',
		remedy: 'Load the page again, and sign in there.',
	});
}

/** What a failed answer says, whoever gave it: proxies before the server answer in words of their own. */
export function problemOf(status: number, body: unknown): Problem {
	const given = isObject(body) ? body : {};
	const text = (name: string) => {
		const value = given[name];
		return typeof value === 'string' && value !== '' ? value : null;
	};
	const { retry_after: after, faults, links } = given;
	const title = text('title') ?? `HTTP ${status}`;
	return new Problem({
		...{ title, status, code: text('code') ?? `Http${status}` },
		detail: text('detail') ?? text('title') ?? `The server answered with status ${status}.`,
		remedy: text('remedy') ?? '',
		faults: Array.isArray(faults) ? faults.filter(isFault) : [],
		...{ part: text('part'), since: text('since') },
		retryAfter: typeof after === 'number' ? after : null,
		links: isObject(links) ? Object.fromEntries(Object.entries(links).filter(isTextPair)) : {},
	});
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isTextPair(pair: [string, unknown]): pair is [string, string] {
	return typeof pair[1] === 'string';
}

function isFault(value: unknown): value is Fault {
	return isObject(value) && typeof value.key === 'string' && typeof value.message === 'string';
}
