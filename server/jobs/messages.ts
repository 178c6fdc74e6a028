import { type ErrorCode, errorRegistry, TipBenchError } from '../../domain/errors';
import { CodedError } from '../../machine/coded-error';
import { MachineError, type MachineErrorCode, machineErrors } from '../../machine/errors';
import type { JobName } from './job';

/** What goes to the thread that does jobs. */
export type ToThread =
	| { readonly is: 'start'; readonly id: number; readonly name: JobName; readonly input: unknown }
	| { readonly is: 'more'; readonly id: number; readonly part: unknown }
	| { readonly is: 'no more'; readonly id: number }
	| { readonly is: 'stop'; readonly id: number };

/** What comes back. */
export type FromThread =
	| { readonly is: 'part'; readonly id: number; readonly part: unknown }
	| { readonly is: 'done'; readonly id: number; readonly result: unknown }
	| { readonly is: 'failed'; readonly id: number; readonly failure: SentFailure };

/** A failure as a message can carry it: an error of a class of ours would arrive as one of no class. */
export interface SentFailure {
	readonly code: string | null;
	readonly message: string;
	readonly stack: string | undefined;
	readonly retryAfterMs: number | undefined;
}

export function sentFailure(thrown: unknown): SentFailure {
	const { message, stack } = thrown instanceof Error ? thrown : new Error(String(thrown));
	const coded = thrown instanceof CodedError ? thrown : null;
	return { code: coded?.code ?? null, message, stack, retryAfterMs: coded?.retryAfterMs };
}

/** The failure as it was thrown. */
export function receivedFailure({ code, message, stack, retryAfterMs }: SentFailure): Error {
	const options = { retryAfterMs };
	if (code !== null && Object.hasOwn(errorRegistry, code))
		return new TipBenchError(code as ErrorCode, message, options);
	if (code !== null && Object.hasOwn(machineErrors, code)) {
		return new MachineError(code as MachineErrorCode, message, options);
	}
	return Object.assign(new Error(message), { stack });
}
