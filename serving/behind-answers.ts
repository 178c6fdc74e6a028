import { constants, setPriority } from 'node:os';

/**
 * Has the thread that calls it wait for the processor behind those that answer. Linux alone gives threads their own
 * priority; elsewhere it would be the whole process's.
 */
export function waitBehindAnswers(): void {
	// 0 is whoever calls.
	if (process.platform === 'linux') setPriority(0, constants.priority.PRIORITY_LOW);
}
