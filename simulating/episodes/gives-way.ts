/**
 * Whether a thread can have a lower priority than the rest of its process: on Linux a nice value is a thread's own, elsewhere
 * the whole process's (setpriority(2), "C library/kernel differences").
 */
export const givesWay = process.platform === 'linux';
