import type { EpisodeName, EpisodeResult, EpisodeSetting } from './episode';
import type { Persona } from './persona';
import { type Move, playEpisode } from './play-episode';

export type ChooseMove = Extract<Move, { move: 'choose' }>;
type RewardMove = Extract<Move, { move: 'reward' }>;

/** A policy as an episode meets it. */
export interface Player {
	/** @returns the index of the chosen tip */
	choose(asked: ChooseMove): number;
	/** What came of the choice before. */
	reward(given: RewardMove): void;
}

/** One that takes its time, such as over HTTP. */
export interface DistantPlayer {
	choose(asked: ChooseMove): Promise<number>;
	reward(given: RewardMove): Promise<void>;
}

/** Plays one episode. The same player gives the same result on every machine. */
export function runEpisode(
	persona: Persona,
	name: EpisodeName,
	setting: EpisodeSetting,
	player: Player,
): EpisodeResult {
	const episode = playEpisode(persona, name, setting);
	let next = episode.next(0);
	while (next.done !== true) {
		const { value } = next;
		if (value.move === 'reward') player.reward(value);
		next = episode.next(value.move === 'choose' ? player.choose(value) : 0);
	}
	return next.value;
}

/** The same with one that takes its time: move for move it is asked what {@link runEpisode} asks. */
export async function runDistantEpisode(
	persona: Persona,
	name: EpisodeName,
	setting: EpisodeSetting,
	player: DistantPlayer,
): Promise<EpisodeResult> {
	const episode = playEpisode(persona, name, setting);
	let next = episode.next(0);
	while (next.done !== true) {
		const { value } = next;
		if (value.move === 'reward') await player.reward(value);
		next = episode.next(value.move === 'choose' ? await player.choose(value) : 0);
	}
	return next.value;
}
