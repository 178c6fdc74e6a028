import type { PolicyName } from '../../policies/policy-names';
import { decidePromotion } from '../decide-promotion';
import type { EpisodeSetting } from '../episode';
import { ownPlayer, simulatedUser } from '../own-player';
import type { Persona } from '../persona';
import { promotionAskedSchema, promotionFormat, type StudyPart } from '../promotion-document';
import { runEpisode } from '../run-episode';

/** What studies are made of, each with seeds of its own. */
export interface Studies {
	readonly studies: number;
	readonly seeds: number;
	readonly setting: EpisodeSetting;
	readonly baseline?: PolicyName;
	readonly candidate?: PolicyName;
	readonly better_by?: number;
}

/** How the studies ended. */
export interface StudiesEnd {
	readonly promote: number;
	readonly reject: number;
	readonly 'not enough evidence': number;
	/** Mean difference over all studies. */
	readonly mean: number;
}

/** Holds a candidate against the baseline in many studies, none of which shares an episode with another. */
export function endsOfStudies(personas: readonly Persona[], asked: Studies): StudiesEnd {
	const ends = { promote: 0, reject: 0, 'not enough evidence': 0 };
	let sum = 0;
	for (let study = 0; study < asked.studies; study += 1) {
		const { answer, difference } = decideStudy(personas, asked, study);
		ends[answer] += 1;
		sum += difference.value?.mean ?? 0;
	}
	return { ...ends, mean: sum / asked.studies };
}

function decideStudy(personas: readonly Persona[], { seeds, setting, ...asked }: Studies, study: number) {
	const { baseline = 'egreedy-v1', candidate = 'egreedy-v2', better_by = 0 } = asked;
	const from = study * seeds;
	const parts = personas.flatMap((persona) =>
		[baseline, candidate].map((policy) => partOf(persona, policy, { setting, from, seeds })),
	);
	return decidePromotion({
		...{ format: promotionFormat, seed: study, parts },
		asked: promotionAskedSchema.parse({ baseline, candidate, better_by }),
	});
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
