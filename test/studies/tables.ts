import type { PolicyName } from '../../domain/policies/policy-names';
import { meanOf } from '../../domain/ranking/statistics/score-table';
import type { EpisodeResult, EpisodeSetting } from '../../domain/simulation/episode';
import { ownPlayer, simulatedUser } from '../../domain/simulation/own-player';
import { type Persona, personaOf, withoutTastes } from '../../domain/simulation/persona';
import { usualWin } from '../../domain/simulation/promotion-document';
import { runEpisode } from '../../domain/simulation/run-episode';
import { endsOfStudies } from '../../testbed/simulated-studies';

const setting = { steps: 200, tips: 8, profiles: 'by-kind' } satisfies EpisodeSetting;

/** No least win, and the usual one. */
const bounds = [0, usualWin];

/** Mean rewards by persona: of each policy, of `egreedy-v2` with a new user, and what always the best tip would bring. */
export function* meansByPersona(personas: readonly Persona[], seeds: number): Generator<string> {
	const policies = ['random', 'linucb', 'egreedy-v1', 'egreedy-v2'] as const;
	yield row('persona', ...policies, 'egreedy-v2, new user', 'the best tip');
	yield row(...Array.from({ length: 7 }, () => '---'));
	for (const persona of personas) {
		const results = policies.map((policy) => play(persona, policy, seeds));
		const fresh = play(asNewUser(persona), 'egreedy-v2', seeds);
		const best = meanOf(fresh.map(({ mean_reward, mean_regret }) => mean_reward + mean_regret));
		const means = [...results, fresh].map((each) => meanOf(each.map(({ mean_reward }) => mean_reward)));
		yield row(`\`${persona.name}\``, ...[...means, best].map((each) => each.toFixed(3)));
	}
}

/** How many studies promote `egreedy-v2` over `egreedy-v1`. */
export function* studyRows(
	personas: readonly Persona[],
	asked: { readonly studies: number; readonly seeds: number },
): Generator<string> {
	yield row('personas', 'profiles', 'better by', 'promote', 'reject', 'not enough evidence', 'mean difference');
	yield row(...Array.from({ length: 7 }, () => '---'));
	const kinds = {
		'with tastes': personas,
		'the same, new users': personas.map(asNewUser),
		null: personas.map(withoutTastes),
	};
	for (const [kind, of] of Object.entries(kinds))
		for (const profiles of ['by-kind', 'one-for-all'] as const)
			for (const end of endsOfStudies(of, { ...asked, setting: { ...setting, profiles }, bounds })) {
				const answers = [end.promote, end.reject, end['not enough evidence']].map(String);
				yield row(kind, profiles, String(end.better_by), ...answers, end.mean.toFixed(4));
			}
}

function row(...cells: readonly string[]): string {
	return `| ${cells.join(' | ')} |`;
}

function asNewUser({ name, hash: _hash, ...file }: Persona): Persona {
	return personaOf(name, { ...file, begin: {} });
}

function play(persona: Persona, policy: PolicyName, seeds: number): EpisodeResult[] {
	return Array.from({ length: seeds }, (_none, seed) => {
		const player = ownPlayer(policy, simulatedUser('studies', persona.name, seed));
		return runEpisode(persona, { persona: persona.name, policy, seed }, setting, player);
	});
}
