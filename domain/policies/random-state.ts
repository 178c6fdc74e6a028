import { xoroshiro128plus, xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';
import { sha256Hex } from '../hash';

/** Where a stream of random numbers stands: four 32-bit integers. Kept as JSON, it goes on as it would have. */
export type RandomState = readonly number[];

/** The stream that a text names: the same text, the same numbers, on every machine. */
export function randomStateOf(text: string): RandomState {
	return xoroshiro128plus(Number.parseInt(sha256Hex(text).slice(0, 8), 16) | 0).getState();
}

/** Goes on from where a stream stands. */
export function generatorAt(state: RandomState): RandomGenerator {
	return xoroshiro128plusFromState(state);
}
