import { policyNames } from '../policies/policy-names';
import type { EpisodeSetting } from './episode';
import { ownPlayer, simulatedUser } from './own-player';
import { runEpisode } from './run-episode';
import { pairKey } from './sim-key';
import { personaWith } from './test-support/made-persona';

const setting: EpisodeSetting = { steps: 200, tips: 8, profiles: 'by-kind' };
const content = { persona: { name: 'p', hash: 'a' }, policy: 'egreedy-v1', setting } as const;

test('a key is the same for the same content, however it is written down', () => {
	const { profiles, tips, steps } = setting;
	expect(pairKey({ ...content, setting: { profiles, tips, steps } })).toBe(pairKey(content));
	expect(pairKey(content)).toMatch(/^[0-9a-f]{64}$/);
});

test.each([
	{ persona: { name: 'p', hash: 'b' } },
	{ persona: { name: 'q', hash: 'a' } },
	{ policy: 'egreedy-v2' as const },
	{ setting: { ...setting, steps: 201 } },
	{ setting: { ...setting, tips: 9 } },
	{ setting: { ...setting, profiles: 'one-for-all' as const } },
])('another content has another key: %j', (change) => {
	expect(pairKey({ ...content, ...change })).not.toBe(pairKey(content));
});

test('episodes come out as they always did, or the version of their rules is another one', () => {
	const short = { steps: 60, tips: 5, profiles: 'by-kind' } as const;
	const persona = personaWith();
	const rewards = policyNames.map((policy) => {
		const episode = { persona: persona.name, policy, seed: 3 };
		const { mean_reward } = runEpisode(persona, episode, short, ownPlayer(policy, simulatedUser('r', 'p', 3)));
		return Math.round(mean_reward * 60);
	});
	// Whoever has to change the second raises `episodeVersion`, and with it the first: else old results are reused as new ones.
	expect(pairKey({ ...content, setting: short }).slice(0, 12)).toBe('05b6b52b5d56');
	expect(rewards).toEqual([25, 32, 25, 19, 31]);
});
