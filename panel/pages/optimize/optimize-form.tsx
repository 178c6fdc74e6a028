import { Alert } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useMemo, useState } from 'react';
import { Link, useLocation } from 'wouter';
import type { ConfigKeysAnswer, OptimizePlan, StartedOptimize } from '../../api/answers';
import { Problem } from '../../api/problem';
import { request } from '../../api/request';
import { Name } from '../../parts/model-text';
import { Notes, PlanBox } from '../../parts/plan-box';
import { Failed } from '../../parts/states';
import { WorkingButton } from '../../parts/working-button';
import { announce } from '../../shell/announce';
import { pages } from '../../shell/links';
import { CommandLine } from '../run/command-lines';
import { type Filled, inputOf, runCommand } from '../run/commands';
import { groupsOf } from '../run/groups';
import { KeyGroups } from '../run/key-groups';
import { PlanNumbers } from '../run/plan';
import { useDryRun } from '../run/use-dry-run';

const path = '/api/optimize/run';

/** The form of a comparison: its own keys, and those of its bench. What is left empty has its default. */
export function OptimizeForm({ keys }: { readonly keys: ConfigKeysAnswer }) {
	const client = useQueryClient();
	const [, navigate] = useLocation();
	const [filled, setFilled] = useState<Filled>({});
	const dry = useDryRun<OptimizePlan>(filled, path);
	const groups = useMemo(() => optimizeGroups(keys), [keys]);
	const run = useMutation({
		mutationFn: () => request<StartedOptimize>(path, { method: 'POST', body: inputOf(filled) }),
		onSuccess: ({ experiment }) => {
			announce(`The comparison ${experiment} begins.`);
			void client.invalidateQueries();
			navigate(pages.optimize);
		},
	});
	const problem = run.error instanceof Problem ? run.error : dry.problem;
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
				<PlanBox dry={dry}>{(plan) => <Compared plan={plan} />}</PlanBox>
				{run.isError && <Failed error={run.error} what="start" />}
				{problem?.details.links.bench !== undefined && (
					<Alert color="yellow" title="It runs already">
						<Link href={pages.optimize}>Look at that comparison</Link>
					</Alert>
				)}
				<WorkingButton type="submit" isWorking={run.isPending}>
					Start
				</WorkingButton>
				<details className="card">
					<summary>The same as a command</summary>
					<CommandLine text={runCommand(filled, 'optimize run')} what="the command of tip-bench" />
				</details>
			</aside>
		</form>
	);
}

function Compared({
	plan: { baseline, candidates, model, experiment, bench, notes },
}: {
	readonly plan: OptimizePlan;
}) {
	return (
		<>
			<p>
				<Name>{candidates.join(', ')}</Name> against <Name>{baseline}</Name> on <Name>{model}</Name>, in{' '}
				<Name>{experiment}</Name>.
			</p>
			<PlanNumbers plan={bench} />
			<Notes notes={notes.filter((each) => !bench.notes.includes(each))} />
		</>
	);
}

/** What follows from the prompts that are compared is not asked. */
function optimizeGroups({ optimize, bench }: Pick<ConfigKeysAnswer, 'optimize' | 'bench'>) {
	const models = bench.filter(({ key }) => key === 'models').map(({ default: _several, ...each }) => each);
	const others = bench
		.filter(({ key }) => key !== 'prompts' && key !== 'models')
		// Its name follows from what is compared.
		.map(({ default: usual, ...each }) => (each.key === 'experiment' ? each : { ...each, default: usual ?? null }));
	return [
		{ title: 'What is compared', keys: [...models, ...optimize], isOpen: true },
		...groupsOf(others).filter(({ keys }) => keys.length > 0),
	];
}
