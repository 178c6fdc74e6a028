import { Alert } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useMemo, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { countOf } from '../../../domain/wording';
import type { FormKey, SimPlan, StartedSim } from '../../api/answers';
import { Problem } from '../../api/problem';
import { request } from '../../api/request';
import { Notes, PlanBox } from '../../parts/plan-box';
import { Failed } from '../../parts/states';
import { WorkingButton } from '../../parts/working-button';
import { announce } from '../../shell/announce';
import { linkTo } from '../../shell/links';
import { Commands } from '../run/command-lines';
import { type Filled, inputOf } from '../run/commands';
import { defaultText, groupsOf } from '../run/groups';
import { KeyGroups } from '../run/key-groups';
import { useDryRun } from '../run/use-dry-run';
import { simGroups } from './sim-groups';

const path = '/api/sim/run';

/** The form of a simulation, made from the keys that the server tells of. What is left empty has its default. */
export function SimForm({ keys }: { readonly keys: readonly FormKey[] }) {
	const client = useQueryClient();
	const [, navigate] = useLocation();
	const [filled, setFilled] = useState<Filled>({});
	const dry = useDryRun<SimPlan>(filled, path);
	const groups = useMemo(() => groupsOf(keys, simGroups), [keys]);
	const run = useMutation({
		mutationFn: () => request<StartedSim>(path, { method: 'POST', body: inputOf(filled) }),
		onSuccess: ({ experiment }) => {
			announce(`The simulation ${experiment} begins.`);
			void client.invalidateQueries();
			navigate(linkTo('simulation', { experiment }));
		},
	});
	const problem = run.error instanceof Problem ? run.error : dry.problem;
	const usualExperiment = defaultText(keys.find(({ key }) => key === 'experiment') ?? {});
	const submit = (event: FormEvent) => {
		event.preventDefault();
		run.mutate();
	};
	return (
		<form className="run-form" onSubmit={submit}>
			<div className="run-fields">
				<KeyGroups
					groups={groups}
					filled={filled}
					faults={problem?.details.faults ?? []}
					fill={(key, value) => {
						setFilled((before) => ({ ...before, [key]: value }));
						run.reset();
					}}
				/>
			</div>
			<aside className="run-plan" aria-label="What it would do">
				<PlanBox dry={dry}>{(plan) => <SimNumbers plan={plan} />}</PlanBox>
				{run.isError && <Failed error={run.error} what="start" />}
				{problem?.details.links.status !== undefined && (
					<Alert color="yellow" title="It runs already">
						<Link href={linkTo('simulation', { experiment: filled.experiment?.trim() || usualExperiment })}>
							Look at that simulation
						</Link>
					</Alert>
				)}
				<WorkingButton type="submit" isWorking={run.isPending}>
					Start
				</WorkingButton>
				<Commands filled={filled} usualExperiment={usualExperiment} words="sim run" type="sim" />
			</aside>
		</form>
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
