import type { PolicyName } from '../domain/policies/policy-names';
import { decidePromotion } from '../domain/simulation/decide-promotion';
import type { EpisodeSetting } from '../domain/simulation/episode';
import { ownPlayer, simulatedUser } from '../domain/simulation/own-player';
import type { Persona } from '../domain/simulation/persona';
import { promotionAskedSchema, promotionFormat, type StudyPart } from '../domain/simulation/promotion-document';
import { runEpisode } from '../domain/simulation/run-episode';

const [baseline, candidate] = ['egreedy-v1', 'egreedy-v2'] as const;

/** What studies are made of, each with seeds of its own. */
export interface Studies {
	readonly studies: number;
	readonly seeds: number;
	readonly setting: EpisodeSetting;
	/** What each study is asked: by how much mean reward the candidate has to be better. */
	readonly bounds: readonly number[];
}

/** How the studies ended at one bound. */
export interface StudiesEnd {
	readonly better_by: number;
	readonly promote: number;
	readonly reject: number;
	readonly 'not enough evidence': number;
	/** Mean difference over all studies. */
	readonly mean: number;
}

/** Holds `egreedy-v2` against `egreedy-v1` in many studies, none of which shares an episode with another. */
export function endsOfStudies(
	personas: readonly Persona[],
	{ studies, seeds, setting, bounds }: Studies,
): StudiesEnd[] {
	const ends = bounds.map((better_by) => ({ better_by, promote: 0, reject: 0, 'not enough evidence': 0, mean: 0 }));
	for (let study = 0; study < studies; study += 1) {
		const parts = personas.flatMap((persona) =>
			[baseline, candidate].map((policy) => partOf(persona, policy, { setting, from: study * seeds, seeds })),
		);
		for (const end of ends) {
			const asked = promotionAskedSchema.parse({ baseline, candidate, better_by: end.better_by });
			const { answer, difference } = decidePromotion({ format: promotionFormat, asked, number: 1, seed: study, parts });
			end[answer] += 1;
			end.mean += (difference.value?.mean ?? 0) / studies;
		}
	}
	return ends;
}

/** The episodes of one persona with one policy. */
function partOf(
	persona: Persona,
	policy: PolicyName,
	{ setting, from, seeds }: { readonly setting: EpisodeSetting; readonly from: number; readonly seeds: number },
): StudyPart {
	const { name, hash } = persona;
	const rewards = Array.from({ length: seeds }, (_none, at) => {
		const seed = from + at;
		const player = ownPlayer(policy, simulatedUser('studies', name, seed));
		return runEpisode(persona, { persona: name, policy, seed }, setting, player).mean_reward;
	});
	return { policy, persona: { name, hash }, setting, from, rewards };
}
