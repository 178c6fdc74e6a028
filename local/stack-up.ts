import type { Say } from '../machine/say';
import type { LocalStackError } from './errors';
import type { RunningPart } from './part';
import type { StackAddresses } from './stack-file';

/** How to bring the stack up. */
export interface StackOptions {
	stateDir: string;
	cacheDir: string;
	/** Whether parts that somebody already runs are used. */
	reuseRunning: boolean;
	say: Say;
	/** Interrupts the start; a stack that is up is ended by `stop`. */
	signal?: AbortSignal | undefined;
	env: NodeJS.ProcessEnv;
}

/** The three parts, up. */
export interface Stack {
	addresses: StackAddresses;
	parts: RunningPart[];
	/** Ends what this process started, in order; may be called twice. */
	stop(): Promise<void>;
	/**
	 * Resolves, with what to tell the person, when a part that we started ends although nobody asked it to, or when
	 * the process ends whose stack we joined.
	 */
	broken: Promise<LocalStackError>;
}
