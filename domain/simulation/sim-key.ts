import type { NamedHash } from '../bench/cell';
import { hashOf } from '../hash';
import type { PolicyName } from '../policies/policy-names';
import type { EpisodeSetting } from './episode';

/** Of the rules of an episode and of all policies: raise it when either gives other numbers than before. */
const episodeVersion = 1;

/** All that determines the episodes of a persona with a policy, but for their seeds. */
export interface PairContent {
	/** Its situations are drawn by its name, from what its file says. */
	readonly persona: NamedHash;
	readonly policy: PolicyName;
	readonly setting: EpisodeSetting;
}

/**
 * SHA-256 over all that determines the episodes of a (persona, policy): an episode is this key and its seed, whoever runs it
 * and where. What an experiment has of a key is not run again.
 */
export function pairKey({ persona, policy, setting }: PairContent): string {
	const { steps, tips, profiles } = setting;
	const { name, hash } = persona;
	return hashOf({ version: episodeVersion, persona: { name, hash }, policy, steps, tips, profiles });
}

/**
 * What keeps the users of one simulation apart from those of another, in their ids: it names their streams of random numbers
 * too, so it hangs on content alone, and is the same for all policies (common random numbers).
 */
export function simulatedRun({ persona, setting }: Omit<PairContent, 'policy'>): string {
	const { steps, tips, profiles } = setting;
	return hashOf({ version: episodeVersion, persona: persona.hash, steps, tips, profiles }).slice(0, 16);
}
