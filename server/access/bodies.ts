import { kilobyte } from '../../http/body-limits';

/** The most that a route takes, in bytes, where it is not the usual. A judge file of 10,000 runs has some 40 MB. */
export const largestBodies: Readonly<Record<string, number>> = {
	'/api/session': 4 * kilobyte,
	'/api/hooks/judged': 64 * kilobyte,
	'/api/bench/apply': 64 * kilobyte * kilobyte,
};

/** These read what they are sent themselves: a file as it is, and what is signed byte by byte. */
export const readThemselves: ReadonlySet<string> = new Set(['/api/bench/apply', '/api/hooks/judged']);
