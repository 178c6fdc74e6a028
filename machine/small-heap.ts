import { setFlagsFromString } from 'node:v8';

/**
 * A server has more use of memory than of the speed that this buys: what is only just made takes thirty megabytes by itself,
 * which is mostly litter, and litter lies until it is as much as what is used. No flag of the command line does it once the
 * process runs. A thread that starts sets the first of them back, for all of the process: do it again then.
 */
export function keepHeapSmall(): void {
	for (const flag of ['--semi-space-growth-factor=1', '--heap-growing-percent=15']) setFlagsFromString(flag);
}
