import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { BenchAnswer } from '../../api/answers';
import { Problem } from '../../api/problem';
import { request } from '../../api/request';
import { Confirm } from '../../parts/confirm';
import { Failed } from '../../parts/states';
import { WorkingButton } from '../../parts/working-button';
import { announce } from '../../shell/announce';
import { ChooseJudge } from './choose-judge';
import { cellsCome } from './phases';

type Verb = 'pause' | 'resume' | 'cancel' | 'judge' | 'judged';

const said: Readonly<Record<Verb, string>> = {
	pause: 'It pauses: the cell that runs is finished.',
	resume: 'It goes on.',
	cancel: 'It is cancelled; every answer that was accepted stays.',
	judge: 'The auto judge begins.',
	judged: 'The bench was told that it is judged.',
};

/** What is asked of a bench; of an auto judge which one, where the runs name none. */
interface Act {
	readonly verb: Verb;
	readonly kind?: string;
}

/** Whether a judge was asked for that nobody has named, or that is not there. */
function isWithoutJudge({
	error,
	variables,
}: {
	readonly error: unknown;
	readonly variables: Act | undefined;
}): boolean {
	return variables?.verb === 'judge' && error instanceof Problem && error.details.code === 'UnknownName';
}

interface ControlsProps {
	readonly bench: BenchAnswer;
	readonly experiment: string;
}

/** What one can do with a bench. */
export function Controls({ bench, experiment }: ControlsProps) {
	const client = useQueryClient();
	const [isAsking, setAsking] = useState(false);
	const act = useMutation({
		mutationFn: ({ verb, kind }: Act) =>
			request(`/api/bench/${verb}`, {
				method: 'POST',
				query: { experiment },
				...((verb === 'judge' || verb === 'judged') && { body: kind === undefined ? {} : { kind } }),
			}),
		onSuccess: (_answer, { verb }) => announce(said[verb]),
		onSettled: () => client.invalidateQueries(),
	});
	const isRunning = bench.state === 'RUNNING';
	const phase = bench.status?.phase;
	const isPaused = bench.status?.paused === true;
	const canPause = phase === undefined || cellsCome(phase) || phase === 'judging';
	const button = (verb: Verb, text: string) => (
		<WorkingButton
			// One place, so that the focus stays on it.
			key={verb === 'resume' ? 'pause' : verb}
			variant="default"
			size="xs"
			isWorking={act.isPending && act.variables.verb === verb}
			onClick={() => act.mutate({ verb })}
		>
			{text}
		</WorkingButton>
	);
	return (
		<div className="controls">
			{isRunning && canPause && (isPaused ? button('resume', 'Resume') : button('pause', 'Pause'))}
			{button('judge', 'Let the auto judge score')}
			{isRunning && phase === 'awaiting-judge' && button('judged', 'It is judged')}
			{isRunning && (
				<Button variant="outline" color="red" size="xs" onClick={() => setAsking(true)}>
					Cancel …
				</Button>
			)}
			{act.isSuccess && <span className="muted">{said[act.variables.verb]}</span>}
			{act.isError && !isWithoutJudge(act) && <Failed error={act.error} what="change" />}
			{isWithoutJudge(act) && (
				<ChooseJudge why={act.error?.message ?? ''} choose={(kind) => act.mutate({ verb: 'judge', kind })} />
			)}
			<Confirm
				isOpen={isAsking}
				close={() => setAsking(false)}
				title="Cancel this bench?"
				keep="Let it run"
				act="Cancel the bench"
				onAct={() => act.mutate({ verb: 'cancel' })}
			>
				The answer that is being generated is given up. All others are kept, and a new bench of <bdi>{experiment}</bdi>{' '}
				goes on from there.
			</Confirm>
		</div>
	);
}
