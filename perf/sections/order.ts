/**
 * In which order all take their places in a round, counted from 1. Every second round goes backwards: a machine that slows
 * down steadily favours nobody.
 */
export function orderIn<T>(round: number, all: readonly T[]): T[] {
	return round % 2 === 1 ? [...all] : [...all].reverse();
}
