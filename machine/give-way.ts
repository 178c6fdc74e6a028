import { setPriority } from 'node:os';

/**
 * Whether a thread can have a lower priority than the rest of its process: on Linux a nice value is a thread's own, elsewhere
 * the whole process's (setpriority(2), "C library/kernel differences").
 */
export const givesWay = process.platform === 'linux';

/** Has the thread that calls it wait for the processor behind others, where it can. @param niceness 1 to 19, the last of all */
export function giveWay(niceness: number): void {
	if (givesWay) setPriority(niceness);
}
