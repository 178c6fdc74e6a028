import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import { countOf } from '../../../domain/wording';
import type { ScheduleLine } from '../../api/answers';
import { schedulesQuery } from '../../api/queries';
import { request } from '../../api/request';
import { Confirm } from '../../parts/confirm';
import { ModelTexts, Name } from '../../parts/model-text';
import { Failed } from '../../parts/states';
import { When } from '../../parts/when';
import { WorkingButton } from '../../parts/working-button';
import { announce } from '../../shell/announce';
import { linkTo } from '../../shell/links';
import { endText } from '../bench/state-words';

type Verb = 'trigger' | 'pause' | 'resume' | 'delete';

const said: Readonly<Record<Verb, string>> = {
	trigger: 'A night begins, unless one is still running.',
	pause: 'No night begins until it goes on; one that runs goes on.',
	resume: 'It goes on.',
	delete: 'It is deleted; its nights stay.',
};

/** Temporal lists what was changed a moment later. Milliseconds. */
const listedAfterMs = 1_500;

/** A schedule with how its last night went, and what one can do with it. */
export function Schedule({ schedule }: { readonly schedule: ScheduleLine }) {
	const { id, paused, next } = schedule;
	const client = useQueryClient();
	const [isAsking, setAsking] = useState(false);
	const act = useMutation({
		mutationFn: (verb: Verb) =>
			verb === 'delete'
				? request('/api/schedules', { method: 'DELETE', query: { schedule: id } })
				: request(`/api/schedules/${verb}`, { method: 'POST', query: { schedule: id } }),
		onSuccess: (_answer, verb) => announce(`${id}: ${said[verb]}`),
		onSettled: () => {
			const look = () => void client.invalidateQueries({ queryKey: schedulesQuery.queryKey });
			look();
			setTimeout(look, listedAfterMs);
		},
	});
	const button = (verb: Verb, text: string) => (
		<WorkingButton
			size="xs"
			variant="default"
			aria-label={`${text}: ${id}`}
			isWorking={act.isPending && act.variables === verb}
			onClick={() => act.mutate(verb)}
		>
			{text}
		</WorkingButton>
	);
	return (
		<li className="card">
			<h3>
				<Name>{id}</Name>
			</h3>
			<p>
				{paused ? (
					'Paused.'
				) : (
					<>
						Next: <When time={next[0] ?? null} />
					</>
				)}
			</p>
			<LastNight night={schedule.last} />
			<div className="controls">
				{button('trigger', 'Run a night now')}
				{paused ? button('resume', 'Resume') : button('pause', 'Pause')}
				<Button variant="outline" color="red" size="xs" aria-label={`Delete …: ${id}`} onClick={() => setAsking(true)}>
					Delete …
				</Button>
				{act.isSuccess && <span className="muted">{said[act.variables]}</span>}
			</div>
			{act.isError && <Failed error={act.error} what="change" />}
			<Confirm
				isOpen={isAsking}
				close={() => setAsking(false)}
				title="Delete this schedule?"
				keep="Keep it"
				act="Delete the schedule"
				onAct={() => act.mutate('delete')}
			>
				No night of <Name>{id}</Name> begins any more. Its nights stay in MLflow, and one that runs goes on.
			</Confirm>
		</li>
	);
}

/** What a night says of its rows, and which got worse. */
function LastNight({ night }: { readonly night: ScheduleLine['last'] }) {
	if (night === null) return <p className="muted">No night yet.</p>;
	const { experiment, started_at, state, verdict, worse, reasons, baseline_experiment } = night;
	return (
		<>
			<p>
				Last:{' '}
				{experiment === null ? (
					'no experiment'
				) : (
					<Link href={linkTo('bench', { experiment })}>
						<Name>{experiment}</Name>
					</Link>
				)}
				, <When time={started_at} />, {verdict === null ? endText(state) : <strong>{verdict}</strong>}
				{worse.length > 0 && ` (${countOf(worse.length, 'row')})`}
				{baseline_experiment !== null && (
					<>
						{' '}
						beside <Name>{baseline_experiment}</Name>
					</>
				)}
			</p>
			{reasons.length > 0 && (
				<details open={worse.length > 0}>
					<summary>Why</summary>
					<ModelTexts texts={reasons} />
				</details>
			)}
		</>
	);
}
