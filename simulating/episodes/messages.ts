import type { EpisodeBatch } from '../../contracts/sim';
import { type ErrorCode, errorRegistry, TipBenchError } from '../../domain/errors';
import type { PairResults } from '../../domain/simulation/pair-results';
import { CodedError, messageOf } from '../../machine/coded-error';

/** What goes to a thread that runs episodes. */
export type ToThread =
	| { readonly is: 'start'; readonly id: number; readonly batch: EpisodeBatch }
	| { readonly is: 'stop'; readonly id: number };

/** What comes back. A failure goes by its code: an error of a class of ours would arrive as one of no class. */
export type FromThread =
	| { readonly is: 'done'; readonly id: number; readonly results: PairResults[] }
	| { readonly is: 'failed'; readonly id: number; readonly code: string | null; readonly message: string };

export function failedMessage(id: number, thrown: unknown): FromThread {
	return { is: 'failed', id, code: thrown instanceof CodedError ? thrown.code : null, message: messageOf(thrown) };
}

export function failureOf({ code, message }: Extract<FromThread, { is: 'failed' }>): Error {
	if (code === null || !Object.hasOwn(errorRegistry, code)) return new Error(message);
	return new TipBenchError(code as ErrorCode, message);
}
