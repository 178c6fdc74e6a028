import type { Moment } from '../policies/features';
import { addOutcome, type History, type Outcome, type Profile, profilesOf, wholeProfileOf } from '../policies/profile';
import { beginningOf } from './beginning';
import type { EpisodeName, EpisodeResult, EpisodeSetting } from './episode';
import type { Persona } from './persona';
import { type SimulatedTip, situationsOf } from './surroundings';
import { answerTo, expectedReward } from './taste';

/** What a policy is told of a user: by kind of tip, or of all tips. `null`: nothing is known yet. */
export type ToldProfiles = { readonly by_kind: Readonly<Record<string, Profile>> } | { readonly all: Profile } | null;

/** What is asked of whoever plays a policy. */
export type Move =
	| {
			/** Choose one of these tips: the answer is its index. */
			readonly move: 'choose';
			readonly moment: Moment;
			readonly tips: readonly SimulatedTip[];
			readonly profiles: ToldProfiles;
	  }
	| {
			/** What came of the choice before: there is nothing to answer. */
			readonly move: 'reward';
			readonly reward: number;
			readonly outcome: Outcome;
	  };

/** Parts of an episode's curve; fewer where it has fewer steps. */
const curveParts = 20;

/**
 * One episode, move by move, so that a policy in this process and one behind a network play the very same: each move is
 * yielded, and the index of the chosen tip is what `next` is given. The regret of a step is what the best of its tips was
 * expected to bring more than the chosen one.
 * @throws RangeError where the index is none of a tip
 */
export function* playEpisode(
	persona: Persona,
	name: EpisodeName,
	{ steps, tips, profiles }: EpisodeSetting,
): Generator<Move, EpisodeResult, number> {
	const situations = situationsOf(persona, name.seed, tips);
	let history = beginningOf(persona);
	const rewards: number[] = [];
	let regret = 0;
	for (let step = 0; step < steps; step += 1) {
		const { value } = situations.next();
		const { moment, chances } = value;
		const told = profiles === 'by-kind' ? toldByKind(history, persona) : toldOfAll(history);
		const choice = yield { move: 'choose', moment, tips: value.tips, profiles: told };
		const chosen = value.tips[choice];
		if (chosen === undefined) throw new RangeError(`there is no tip ${choice} among ${tips}`);
		const expected = value.tips.map((tip) => expectedReward(tasteOf(persona, tip), moment, tip));
		const { reward, outcome } = answerTo(persona, expected[choice] as number, chances[choice] as number);
		rewards.push(reward);
		regret += Math.max(...expected) - (expected[choice] as number);
		history = addOutcome(history, chosen.kind, moment.hour, outcome);
		yield { move: 'reward', reward, outcome };
	}
	return { ...name, mean_reward: meanOf(rewards), mean_regret: regret / steps, curve: curveOf(rewards) };
}

function tasteOf({ tastes }: Persona, { kind }: SimulatedTip) {
	return tastes[kind] as Persona['tastes'][string];
}

function toldByKind(history: History, { tastes }: Persona): ToldProfiles {
	const kinds = Object.keys(tastes);
	const known = profilesOf(history, kinds);
	if (known[0] === null) return null;
	return { by_kind: Object.fromEntries(kinds.map((kind, at) => [kind, known[at] as Profile])) };
}

function toldOfAll(history: History): ToldProfiles {
	const all = wholeProfileOf(history);
	return all === null ? null : { all };
}

function meanOf(rewards: readonly number[]): number {
	return rewards.reduce((sum, each) => sum + each, 0) / rewards.length;
}

function curveOf(rewards: readonly number[]): number[] {
	const parts = Math.min(curveParts, rewards.length);
	const begin = (part: number) => Math.floor((part * rewards.length) / parts);
	return Array.from({ length: parts }, (_none, part) => meanOf(rewards.slice(begin(part), begin(part + 1))));
}
