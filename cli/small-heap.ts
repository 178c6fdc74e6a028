import { setFlagsFromString } from 'node:v8';

// Imported before all else: what is loaded meanwhile would make the space larger for good.

/**
 * A server has more use of memory than of the speed that this buys: what is only just made takes thirty megabytes by itself,
 * which is mostly litter, and litter lies until it is as much as what is used. No flag of the command line does it once the
 * process runs.
 */
if (process.argv[2] === 'admin') {
	setFlagsFromString('--semi-space-growth-factor=1');
	setFlagsFromString('--heap-growing-percent=30');
}
