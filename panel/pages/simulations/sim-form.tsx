import { useMemo } from 'react';
import { Link } from 'wouter';
import { countOf } from '../../../domain/wording';
import type { FormKey, SimPlan } from '../../api/answers';
import { Notes } from '../../parts/plan-box';
import { linkTo } from '../../shell/links';
import { Commands } from '../run/command-lines';
import { defaultText, groupsOf } from '../run/groups';
import { StartForm } from '../run/start-form';
import { simGroups } from './sim-groups';

/** The form of a simulation. */
export function SimForm({ keys }: { readonly keys: readonly FormKey[] }) {
	const groups = useMemo(() => groupsOf(keys, simGroups), [keys]);
	const usualExperiment = defaultText(keys.find(({ key }) => key === 'experiment') ?? {});
	return (
		<StartForm<SimPlan>
			path="/api/sim/run"
			groups={groups}
			plan={(plan) => <SimNumbers plan={plan} />}
			began={(experiment) => ({
				words: `The simulation ${experiment} begins.`,
				page: linkTo('simulation', { experiment }),
			})}
			running={{
				link: 'status',
				show: (filled) => (
					<Link href={linkTo('simulation', { experiment: filled.experiment?.trim() || usualExperiment })}>
						Look at that simulation
					</Link>
				),
			}}
			commands={(filled) => <Commands filled={filled} usualExperiment={usualExperiment} words="sim run" type="sim" />}
		/>
	);
}

function SimNumbers({ plan }: { readonly plan: SimPlan }) {
	const { policies, personas, seeds, pairs, episodes, compared, promote, notes } = plan;
	return (
		<>
			<p>
				<strong>{countOf(episodes.total, 'episode')}</strong>
				{episodes.reused > 0 && `, of which ${episodes.reused} are there already`}:{' '}
				{countOf(personas.length, 'persona')} × {policies.length === 1 ? '1 policy' : `${policies.length} policies`} ×{' '}
				{countOf(seeds, 'seed')}, kept as {countOf(pairs.total, 'run')}
			</p>
			<p>
				{compared === null
					? 'One policy alone: there is nobody to compare it with, so nothing is decided.'
					: `Decided: whether ${compared.candidate ?? 'the best of the others'} may replace ${compared.baseline}${promote ? ', and it becomes active then.' : '. Nothing becomes active by itself.'}`}
			</p>
			<Notes notes={notes} />
		</>
	);
}
