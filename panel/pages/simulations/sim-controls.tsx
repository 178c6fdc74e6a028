import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { SimAnswer } from '../../api/answers';
import { request } from '../../api/request';
import { Confirm } from '../../parts/confirm';
import { Failed } from '../../parts/states';
import { WorkingButton } from '../../parts/working-button';
import { announce } from '../../shell/announce';

type Verb = 'pause' | 'resume' | 'cancel';

const said: Readonly<Record<Verb, string>> = {
	pause: 'It pauses: episodes that run are finished.',
	resume: 'It goes on.',
	cancel: 'It is cancelled; what it has recorded stays.',
};

/** What one can do with a simulation while it runs. */
export function SimControls({ sim }: { readonly sim: SimAnswer }) {
	const client = useQueryClient();
	const [isAsking, setAsking] = useState(false);
	const act = useMutation({
		mutationFn: (verb: Verb) => request(`/api/sim/${verb}`, { method: 'POST', query: { simulation: sim.workflow_id } }),
		onSuccess: (_answer, verb) => announce(said[verb]),
		onSettled: () => client.invalidateQueries({ queryKey: ['sim'] }),
	});
	const phase = sim.status?.phase ?? 'simulating';
	const canPause = phase === 'planning' || phase === 'simulating';
	const verb = sim.status?.paused ? 'resume' : 'pause';
	if (sim.state !== 'RUNNING') return null;
	return (
		<div className="controls">
			{canPause && (
				<WorkingButton
					variant="default"
					size="xs"
					isWorking={act.isPending && act.variables !== 'cancel'}
					onClick={() => act.mutate(verb)}
				>
					{verb === 'pause' ? 'Pause' : 'Resume'}
				</WorkingButton>
			)}
			<Button variant="outline" color="red" size="xs" onClick={() => setAsking(true)}>
				Cancel …
			</Button>
			{act.isSuccess && <span className="muted">{said[act.variables]}</span>}
			{act.isError && <Failed error={act.error} what="change" />}
			<Confirm
				isOpen={isAsking}
				close={() => setAsking(false)}
				title="Cancel this simulation?"
				keep="Let it run"
				act="Cancel the simulation"
				onAct={() => act.mutate('cancel')}
			>
				Episodes that run are given up. What is recorded stays, and a new simulation of this experiment goes on from
				there.
			</Confirm>
		</div>
	);
}
