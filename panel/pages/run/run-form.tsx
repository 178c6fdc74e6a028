import { Alert } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useMemo, useState } from 'react';
import { useLocation } from 'wouter';
import type { FormKey, StartedBench } from '../../api/answers';
import { Problem } from '../../api/problem';
import { request } from '../../api/request';
import { Failed } from '../../parts/states';
import { WorkingButton } from '../../parts/working-button';
import { announce } from '../../shell/announce';
import { linkTo } from '../../shell/links';
import { Commands } from './command-lines';
import { type Filled, inputOf } from './commands';
import { defaultText, groupsOf } from './groups';
import { KeyGroups } from './key-groups';
import { Plan } from './plan';
import { useDryRun } from './use-dry-run';

interface RunFormProps {
	readonly keys: readonly FormKey[];
	readonly start: Filled;
}

/** The form of a benchmark, made from the keys that the server tells of. What is left empty has its default. */
export function RunForm({ keys, start }: RunFormProps) {
	const client = useQueryClient();
	const [, navigate] = useLocation();
	const [filled, setFilled] = useState<Filled>(start);
	const dry = useDryRun(filled);
	const groups = useMemo(() => groupsOf(keys), [keys]);
	const run = useMutation({
		mutationFn: () => request<StartedBench>('/api/bench/run', { method: 'POST', body: inputOf(filled) }),
		onSuccess: ({ experiment }) => {
			announce(`The bench of ${experiment} begins.`);
			void client.invalidateQueries();
			navigate(linkTo('bench', { experiment }));
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
				<Plan dry={dry} />
				{run.isError && <Failed error={run.error} what="start" />}
				{problem?.details.links.status !== undefined && (
					<Alert color="yellow" title="It runs already">
						<a href={linkTo('bench', { experiment: filled.experiment ?? usualExperiment })}>Look at that bench</a>
					</Alert>
				)}
				<WorkingButton type="submit" isWorking={run.isPending}>
					Start
				</WorkingButton>
				<Commands filled={filled} usualExperiment={usualExperiment} />
			</aside>
		</form>
	);
}
