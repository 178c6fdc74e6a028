import { type ErrorCode, errorRegistry, TipBenchError } from '../domain/errors';
import { CodedError } from '../machine/coded-error';
import { MachineError, type MachineErrorCode, machineErrors } from '../machine/errors';

/** A failure as a message between threads can carry it: an error of a class of ours would arrive as one of no class. */
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
	return Object.assign(errorOf(code, message, { retryAfterMs }), { stack });
}

function errorOf(code: string | null, message: string, options: Pick<SentFailure, 'retryAfterMs'>): Error {
	if (code !== null && Object.hasOwn(errorRegistry, code))
		return new TipBenchError(code as ErrorCode, message, options);
	if (code !== null && Object.hasOwn(machineErrors, code))
		return new MachineError(code as MachineErrorCode, message, options);
	return new Error(message);
}
