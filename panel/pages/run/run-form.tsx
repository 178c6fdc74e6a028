import { useMemo } from 'react';
import type { FormKey, PlanSummary } from '../../api/answers';
import { linkTo } from '../../shell/links';
import { Commands } from './command-lines';
import type { Filled } from './commands';
import { defaultText, groupsOf } from './groups';
import { PlanNumbers } from './plan';
import { StartForm } from './start-form';

interface RunFormProps {
	readonly keys: readonly FormKey[];
	readonly start: Filled;
}

/** The form of a benchmark. */
export function RunForm({ keys, start }: RunFormProps) {
	const groups = useMemo(() => groupsOf(keys), [keys]);
	const usualExperiment = defaultText(keys.find(({ key }) => key === 'experiment') ?? {});
	return (
		<StartForm<PlanSummary>
			path="/api/bench/run"
			start={start}
			groups={groups}
			plan={(plan) => <PlanNumbers plan={plan} />}
			began={(experiment) => ({
				words: `The bench of ${experiment} begins.`,
				page: linkTo('bench', { experiment }),
			})}
			running={{
				link: 'status',
				show: (filled) => (
					<a href={linkTo('bench', { experiment: filled.experiment ?? usualExperiment })}>Look at that bench</a>
				),
			}}
			commands={(filled) => <Commands filled={filled} usualExperiment={usualExperiment} />}
		/>
	);
}
