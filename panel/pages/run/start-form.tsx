import { Alert } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useLocation } from 'wouter';
import type { Started } from '../../api/answers';
import { Problem } from '../../api/problem';
import { request } from '../../api/request';
import { PlanBox } from '../../parts/plan-box';
import { Failed } from '../../parts/states';
import { WorkingButton } from '../../parts/working-button';
import { announce } from '../../shell/announce';
import { type Filled, inputOf } from './commands';
import type { KeyGroup } from './groups';
import { KeyGroups } from './key-groups';
import { useDryRun } from './use-dry-run';

interface StartFormProps<Plan> {
	/** Of the route that plans and starts it. */
	readonly path: string;
	readonly start?: Filled;
	readonly groups: readonly KeyGroup[];
	/** What is shown of a plan. */
	readonly plan: (plan: Plan) => ReactNode;
	/** What is said once it has begun, and the page that one goes to. */
	readonly began: (experiment: string) => { readonly words: string; readonly page: string };
	/** Where the server links what runs already under this name, a link to its page. */
	readonly running: { readonly link: string; readonly show: (filled: Filled) => ReactNode };
	/** The same as commands. */
	readonly commands: (filled: Filled) => ReactNode;
}

/** A form of what can be started, made from the keys that the server tells of. What is left empty has its default. */
export function StartForm<Plan>({ path, start = {}, groups, plan, began, running, commands }: StartFormProps<Plan>) {
	const client = useQueryClient();
	const [, navigate] = useLocation();
	const [filled, setFilled] = useState<Filled>(start);
	const dry = useDryRun<Plan>(filled, path);
	const run = useMutation({
		mutationFn: () => request<Started>(path, { method: 'POST', body: inputOf(filled) }),
		onSuccess: ({ experiment }) => {
			const { words, page } = began(experiment);
			announce(words);
			void client.invalidateQueries();
			navigate(page);
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
				<PlanBox dry={dry}>{plan}</PlanBox>
				{run.isError && <Failed error={run.error} what="start" />}
				{problem?.details.links[running.link] !== undefined && (
					<Alert color="yellow" title="It runs already">
						{running.show(filled)}
					</Alert>
				)}
				<WorkingButton type="submit" isWorking={run.isPending}>
					Start
				</WorkingButton>
				{commands(filled)}
			</aside>
		</form>
	);
}
