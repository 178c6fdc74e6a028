import { median } from '../observe/statistics';
import { type Policies, stepRatio } from '../sections/policies';
import { atMost, type PerfTarget } from './bounds';
import type { Grid } from './grid';
import { digits, grouped, spread } from './numbers';

/** What policies take. */
export function policiesGrid(policies: Policies): Grid {
	const { episodes, setting, episodesSeconds, ourStepUs, mabwiserStepUs } = policies;
	const { steps, tips } = setting;
	const microseconds = (value: number) => `${digits(value)} µs`;
	return {
		title: 'Policies, medians (smallest–largest)',
		head: ['', ''],
		rows: [
			[
				`${grouped(episodes)} episodes of ${steps} steps with ${tips} tips, in one process`,
				spread(episodesSeconds, (value) => `${digits(value)} s`),
			],
			[`a step of egreedy-v2: ${tips} tips scored, one learned from`, spread(ourStepUs, microseconds)],
			['the same by MABWiser’s LinGreedy', spread(mabwiserStepUs, microseconds)],
			['ratio', stepRatio(policies).toFixed(3)],
		],
		notes: ['MABWiser has one arm here, whose model scores every tip, as ours does.'],
	};
}

/** What policies are held to. */
export function policiesTargets(policies: Policies): PerfTarget[] {
	const { episodes, episodesSeconds } = policies;
	if (episodesSeconds.length === 0) return [];
	return [
		atMost(`${grouped(episodes)} episodes in one process, median`, 60, median(episodesSeconds), ' s'),
		atMost('a step, in times of MABWiser’s', 3, stepRatio(policies)),
	];
}
