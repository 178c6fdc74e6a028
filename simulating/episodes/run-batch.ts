import { setImmediate as breathe } from 'node:timers/promises';
import type { Catalog } from '../../catalog/catalog';
import type { EpisodeBatch } from '../../contracts/sim';
import { TipBenchError } from '../../domain/errors';
import type { PolicyName } from '../../domain/policies/policy-names';
import type { EpisodeResult } from '../../domain/simulation/episode';
import { simulatedUser } from '../../domain/simulation/own-player';
import { gatherEpisodes, type PairResults } from '../../domain/simulation/pair-results';
import type { Persona } from '../../domain/simulation/persona';
import { simulatedRun } from '../../domain/simulation/sim-key';

/** Plays one episode. @param user the simulated user's id */
type PlayEpisode = (
	persona: Persona,
	name: { readonly policy: PolicyName; readonly seed: number },
	user: string,
) => EpisodeResult | Promise<EpisodeResult>;

/** How a batch's episodes are played. */
export interface Playing {
	readonly play: PlayEpisode;
	/** Called before a user's first episode and after the last one. */
	readonly clear?: (user: string) => Promise<void>;
	/** Called when the batch has ended, however it did. */
	readonly end?: () => Promise<void>;
}

/**
 * Runs some episodes, seed by seed.
 * @param signal ends it between two episodes, with the signal's reason
 * @returns by policy, in the batch's order
 * @throws TipBenchError PromptChanged where the persona's file is another one now; UnknownName, DataFileInvalid
 */
export async function runBatch(
	catalog: Pick<Catalog, 'persona' | 'root'>,
	batch: EpisodeBatch,
	{ play, clear }: Playing,
	signal: AbortSignal,
): Promise<PairResults[]> {
	const { persona: named, policies, setting, from, seeds } = batch;
	const persona = await catalog.persona(named.name);
	if (persona.hash !== named.hash)
		throw new TipBenchError(
			'PromptChanged',
			`personas/${named.name}.yaml in ${catalog.root} has changed since the simulation was planned: put it back, or start the simulation again`,
		);
	// With the seed in it, one user's id is the beginning of no other's.
	const run = simulatedRun({ persona, setting });
	const came = policies.map((): EpisodeResult[] => []);
	for (let seed = from; seed < from + seeds; seed += 1) {
		const user = simulatedUser(`${run}.${seed}`, persona.name, seed);
		await clear?.(user);
		try {
			for (const [at, policy] of policies.entries()) {
				// Whoever wants it to stop, or a sign of life, is heard in between.
				await breathe();
				signal.throwIfAborted();
				came[at]?.push(await play(persona, { policy, seed }, user));
			}
		} finally {
			await clear?.(user);
		}
	}
	return came.map(gatherEpisodes);
}
