import type { SimActivities } from '../contracts/sim';
import type { EpisodeRunner } from '../simulating/episodes/runner';
import { whileHeartbeating } from './while-heartbeating';

/** The activities of the queue `sim`. */
export function simulateActivities(runner: EpisodeRunner): SimActivities {
	return { simulate: (batch) => whileHeartbeating((signal) => runner.run(batch, signal)) };
}
