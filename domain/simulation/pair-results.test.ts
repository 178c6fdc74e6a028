import type { EpisodeResult } from './episode';
import { curveOf, gatherEpisodes, joinResults } from './pair-results';

const episode = (seed: number, curve: readonly number[]): EpisodeResult => ({
	...{ persona: 'p', policy: 'fixed', seed, mean_reward: curve[0] ?? 0, mean_regret: 1 - (curve[0] ?? 0), curve },
});

const all = [episode(0, [0.5, 1]), episode(1, [0.25, 0.5]), episode(2, [0.75, 0])];

test('episodes that were gathered in parts are those gathered at once', () => {
	const whole = gatherEpisodes(all);
	expect(whole).toMatchObject({ from: 0, rewards: [0.5, 0.25, 0.75], regrets: [0.5, 0.75, 0.25] });
	const parts = [gatherEpisodes(all.slice(2)), gatherEpisodes(all.slice(0, 2))];
	expect(joinResults(parts)).toEqual(whole);
	expect(joinResults([...parts, gatherEpisodes([])])).toEqual(whole);
});

test('a seed that lacks, or stands twice, is an error', () => {
	const of = (...seeds: number[]) => gatherEpisodes(seeds.map((seed) => episode(seed, [0])));
	expect(() => joinResults([of(0), of(2)])).toThrow('seeds from 2 do not follow those before 1');
	expect(() => joinResults([of(0, 1), of(1)])).toThrow('seeds from 1 do not follow those before 2');
});

test('a curve is the mean of the episodes, with the standard error of that', () => {
	const [first, second] = curveOf(gatherEpisodes(all));
	expect(first?.mean).toBe(0.5);
	// The deviation of 0.5, 0.25, 0.75 is 0.25.
	expect(first?.error).toBeCloseTo(0.25 / Math.sqrt(3), 12);
	expect(second?.mean).toBe(0.5);
	expect(curveOf(gatherEpisodes(all.slice(0, 1)))[0]).toEqual({ mean: 0.5, error: null });
});
