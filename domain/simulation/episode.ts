import { z } from 'zod';
import type { PolicyName } from '../policies/policy-names';

/** How tips come, and what an episode is made of, but for persona, policy and seed. */
export const episodeSettingSchema = z.object({
	/** Choices that are made. */
	steps: z.int().min(1),
	/** Tips to choose from at each. */
	tips: z.int().min(1),
	/** Whether a policy is told a user's profile by kind of tip, or one profile for all tips. */
	profiles: z.enum(['by-kind', 'one-for-all']),
});

export type EpisodeSetting = Readonly<z.infer<typeof episodeSettingSchema>>;

/** One episode: persona × policy × seed. */
export interface EpisodeName {
	readonly persona: string;
	readonly policy: PolicyName;
	/** From 0. */
	readonly seed: number;
}

/** What came of one. */
export interface EpisodeResult extends EpisodeName {
	/** Mean over the steps, 0 to 1. */
	readonly mean_reward: number;
	/** Mean over the steps of what the best tip was expected to bring more than the chosen one. */
	readonly mean_regret: number;
	/** Mean rewards of equal parts of the episode, in their order. */
	readonly curve: readonly number[];
}
