import { knownCode, type PendingActivity, type PendingWork } from '../domain/bench/troubles';

/** Which pending work somebody wants to know of. */
export interface PendingWorkAsked {
	/** The executions whose activities are meant; without a run id the latest run. */
	readonly workflows: readonly { readonly id: string; readonly run?: string }[];
	/** A GPU's task queue whose workers are of interest, `null` for none. */
	readonly queue: string | null;
}

export type { PendingWork };

/** A time as Temporal's API gives it. */
interface Timestamp {
	readonly seconds?: { toNumber(): number } | number | string | null;
	readonly nanos?: number | null;
}

/** As much as is used of what Temporal's API describes of a pending activity. */
export interface RawPendingActivity {
	readonly activityType?: { readonly name?: string | null } | null;
	readonly state?: number | string | null;
	readonly attempt?: number | null;
	readonly scheduledTime?: Timestamp | null;
	readonly lastStartedTime?: Timestamp | null;
	readonly lastFailure?: RawFailure | null;
	readonly heartbeatDetails?: {
		readonly payloads?: readonly { readonly data?: Uint8Array | null }[] | null;
	} | null;
}

interface RawFailure {
	readonly message?: string | null;
	readonly applicationFailureInfo?: { readonly type?: string | null } | null;
	readonly timeoutFailureInfo?: object | null;
}

/** As Temporal's API numbers the states of an activity that has not ended. */
const scheduled = 1;
const pausedStates = [4, 5];

/** Reads what Temporal's API describes. @param now milliseconds since 1970 */
export function readPendingActivity(raw: RawPendingActivity, now: number): PendingActivity {
	const state = raw.state === scheduled ? 'scheduled' : pausedStates.includes(Number(raw.state)) ? 'paused' : 'started';
	const began = state === 'started' ? raw.lastStartedTime : raw.scheduledTime;
	return {
		type: raw.activityType?.name ?? '',
		state,
		attempt: Math.max(1, raw.attempt ?? 1),
		failure: raw.lastFailure ? readFailure(raw.lastFailure) : null,
		seconds: Math.max(0, now / 1000 - (secondsOf(began) ?? now / 1000)),
		waitsFor: textIn(raw.heartbeatDetails?.payloads?.[0]?.data),
	};
}

function readFailure({ message, applicationFailureInfo, timeoutFailureInfo }: RawFailure): PendingActivity['failure'] {
	const { type } = applicationFailureInfo ?? {};
	const code = knownCode(type);
	// The class of an error that nobody expected tells whoever reads its message something.
	const words = [code === null && type !== 'Error' ? type : null, message].filter(Boolean).join(': ');
	return { code, message: words, timedOut: timeoutFailureInfo !== null && timeoutFailureInfo !== undefined };
}

/** Seconds since 1970. */
export function secondsOf(time: Timestamp | null | undefined): number | null {
	if (time?.seconds === null || time?.seconds === undefined) return null;
	return Number(time.seconds) + (time.nanos ?? 0) / 1e9;
}

function textIn(data: Uint8Array | null | undefined): string | null {
	if (!data || data.length === 0) return null;
	try {
		const value: unknown = JSON.parse(new TextDecoder().decode(data));
		return typeof value === 'string' ? value : null;
	} catch {
		return null;
	}
}
