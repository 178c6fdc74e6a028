import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useMemo, useState } from 'react';
import { Link } from 'wouter';
import type { ConfigKeysAnswer, MadeSchedule } from '../../api/answers';
import { Problem } from '../../api/problem';
import { schedulesQuery } from '../../api/queries';
import { request } from '../../api/request';
import { Name } from '../../parts/model-text';
import { Failed } from '../../parts/states';
import { When } from '../../parts/when';
import { WorkingButton } from '../../parts/working-button';
import { announce } from '../../shell/announce';
import { pages } from '../../shell/links';
import type { Filled } from '../run/commands';
import { KeyGroups } from '../run/key-groups';
import { scheduleGroups, scheduleInput } from './schedule-fields';

interface ScheduleFormProps {
	readonly keys: ConfigKeysAnswer;
	readonly start: Filled;
}

/** The form of a schedule. What is left empty has its default. */
export function ScheduleForm({ keys, start }: ScheduleFormProps) {
	const client = useQueryClient();
	const [filled, setFilled] = useState<Filled>(start);
	const groups = useMemo(() => scheduleGroups(keys), [keys]);
	const make = useMutation({
		mutationFn: () => request<MadeSchedule>('/api/schedules', { method: 'POST', body: scheduleInput(filled) }),
		onSuccess: ({ id }) => {
			announce(`The schedule ${id} is made.`);
			void client.invalidateQueries({ queryKey: schedulesQuery.queryKey });
		},
	});
	const faults = make.error instanceof Problem ? make.error.details.faults : [];
	const submit = (event: FormEvent) => {
		event.preventDefault();
		make.mutate();
	};
	return (
		<form onSubmit={submit}>
			<KeyGroups
				groups={groups}
				filled={filled}
				faults={faults}
				fill={(key, value) => {
					setFilled((before) => ({ ...before, [key]: value }));
					make.reset();
				}}
			/>
			<WorkingButton type="submit" isWorking={make.isPending}>
				Make the schedule
			</WorkingButton>
			{make.isError && <Failed error={make.error} what="schedule" />}
			{make.isSuccess && <Made made={make.data} />}
		</form>
	);
}

function Made({ made: { id, next, notes } }: { readonly made: MadeSchedule }) {
	return (
		<div className="card" role="status">
			<p>
				<Name>{id}</Name> is made; its next night begins <When time={next[0] ?? null} />.{' '}
				<Link href={pages.machine}>All schedules</Link>
			</p>
			{notes.map((note) => (
				<p key={note} className="muted">
					{note}
				</p>
			))}
		</div>
	);
}
