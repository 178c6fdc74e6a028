import { textIn } from '../mlflow/tag-text';
import { rawRuns, type SeenRun } from './raw-mlflow';

/** The committed runs of episodes of an experiment. */
export async function committedPairs(experiment: string, url?: string): Promise<SeenRun[]> {
	const runs = await rawRuns(experiment, url);
	return runs.filter(({ tags }) => tags.kind === 'sim' && tags.committed === 'true');
}

/**
 * The mean reward of each episode of an experiment, in the order of the seeds, by persona and policy.
 * @throws Error where a pair has two runs
 */
export async function episodesOf(experiment: string, url?: string): Promise<Readonly<Record<string, number[]>>> {
	const found: Record<string, number[]> = {};
	for (const { params, tags, info } of await committedPairs(experiment, url)) {
		const pair = `${params.persona} × ${params.policy}`;
		if (found[pair] !== undefined) throw new Error(`${pair} has two runs`);
		found[pair] = (JSON.parse(textIn(tags, 'episodes.json', info.run_id) ?? '') as { rewards: number[] }).rewards;
	}
	return found;
}
