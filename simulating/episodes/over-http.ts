import { TipBenchError } from '../../domain/errors';
import type { PolicyName } from '../../domain/policies/policy-names';
import type { EpisodeSetting } from '../../domain/simulation/episode';
import { ownPlayer } from '../../domain/simulation/own-player';
import { type DistantPlayer, runDistantEpisode } from '../../domain/simulation/run-episode';
import { findToken } from '../../http/access/token';
import type { Env } from '../../machine/environment/kinds';
import { servePlace } from '../../serving/http/guard';
import { type ServingClient, servingClient } from '../../serving/http-client';
import type { Playing } from './run-batch';

/** Where episodes are asked for, and until when. */
export interface AskedServer {
	readonly url: string;
	readonly setting: EpisodeSetting;
	readonly signal: AbortSignal;
}

/**
 * Plays episodes over HTTP: each choice is asked of the server, and each reward given to it. The same choice is made here too,
 * and another one is an error: an episode's key says that its content alone determines it, and a server of another version, or
 * somebody else who asks for the same simulated user, would make it something else.
 * @param env where the server's token is
 * @throws MachineError EnvironmentInvalid
 */
export async function overHttp(env: Env, { url, setting, signal }: AskedServer): Promise<Playing> {
	const { token } = await findToken(servePlace, env);
	const client = servingClient({ url, token });
	return {
		play: (persona, { policy, seed }, user) =>
			runDistantEpisode(
				persona,
				{ persona: persona.name, policy, seed },
				setting,
				distant(client, policy, user, signal),
			),
		// What is left of a user is deleted also where nobody waits for the episode any longer.
		clear: async (user) => {
			await client.sweep(userPrefix(user));
		},
		end: () => client.close(),
	};
}

/** A user's id, as a sweep takes it: without `sim:`, and with all that stands before the persona, which only this seed has. */
function userPrefix(user: string): string {
	return user.slice('sim:'.length);
}

function distant(client: ServingClient, policy: PolicyName, user: string, signal: AbortSignal): DistantPlayer {
	const own = ownPlayer(policy, user);
	let decision = '';
	return {
		async choose(asked) {
			const { moment, tips, profiles } = asked;
			const told =
				profiles === null
					? { profiles: {} }
					: 'all' in profiles
						? { profile: profiles.all }
						: { profiles: profiles.by_kind };
			const numbered = tips.map((tip, at) => ({ ...tip, id: String(at) }));
			const choice = await client.score(policy, { user, moment, tips: numbered, ...told }, signal);
			decision = choice.decision;
			const { index } = choice.chosen;
			if (index === own.choose(asked)) return index;
			throw differs(`${policy} chose tip ${index + 1} for ${user} over HTTP, and another one here`);
		},
		async reward(given) {
			const { reward, outcome } = given;
			await client.reward({ decision, reward, outcome }, signal).catch((error: unknown) => {
				throw isForgotten(error) ? differs(`somebody else has cleared ${user}`) : error;
			});
			own.reward(given);
		},
	};
}

/** Whether the server no longer knows a decision that it has just made. */
function isForgotten(error: unknown): boolean {
	return error instanceof TipBenchError && error.code === 'ServingRefused' && error.message.includes('DecisionUnknown');
}

function differs(what: string): TipBenchError {
	return new TipBenchError('ServingDiffers', what);
}
