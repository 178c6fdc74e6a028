import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { Env } from '../../machine/environment/kinds';
import { givesWay } from '../../machine/give-way';
import { createRunner, type EpisodeRunner } from './runner';
import { createThreadPool } from './thread-pool';

/**
 * One a processor where they give way to all else (see `thread.ts`); else one processor is left to whatever else this machine
 * does.
 */
export const episodeThreads = Math.max(1, Math.min(16, availableParallelism() - (givesWay ? 0 : 1)));

/** Runs episodes in threads; where those are not built, as in unit tests, in this one. */
export function createEpisodeRunner(env: Env, dataDir: string): EpisodeRunner {
	const program = join(__dirname, 'thread.js');
	if (!existsSync(program)) return createRunner(env, dataDir);
	return createThreadPool(program, { env, dataDir, most: episodeThreads });
}
