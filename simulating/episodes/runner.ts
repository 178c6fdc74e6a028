import { createCatalog } from '../../catalog/catalog';
import type { EpisodeBatch } from '../../contracts/sim';
import { ownPlayer } from '../../domain/simulation/own-player';
import type { PairResults } from '../../domain/simulation/pair-results';
import { runEpisode } from '../../domain/simulation/run-episode';
import type { Env } from '../../machine/environment/kinds';
import { overHttp } from './over-http';
import { type Playing, runBatch } from './run-batch';

/** Runs batches of episodes. */
export interface EpisodeRunner {
	/** @throws what `runBatch` throws; Error where the thread that ran them has died */
	run(batch: EpisodeBatch, signal: AbortSignal): Promise<PairResults[]>;
	close(): Promise<void>;
}

/** Runs them in this thread. @param env where a server's token is */
export function createRunner(env: Env, dataDir: string): EpisodeRunner {
	const catalog = createCatalog(dataDir);
	return {
		run: async (batch, signal) => {
			const playing = await playingOf(env, batch, signal);
			try {
				return await runBatch(catalog, batch, playing, signal);
			} finally {
				await playing.end?.();
			}
		},
		close: async () => undefined,
	};
}

async function playingOf(env: Env, { serve_url: url, setting }: EpisodeBatch, signal: AbortSignal): Promise<Playing> {
	if (url !== null) return overHttp(env, { url, setting, signal });
	return {
		play: (persona, { policy, seed }, user) =>
			runEpisode(persona, { persona: persona.name, policy, seed }, setting, ownPlayer(policy, user)),
	};
}
