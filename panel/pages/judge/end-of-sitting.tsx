import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { Link } from 'wouter';
import { countSkipped } from '../../../domain/judging/sitting/sitting';
import { countOf, verbOf } from '../../../domain/wording';
import { request } from '../../api/request';
import { isAllDone, leftOf, type SittingState, type SittingStore } from '../../judging/sitting-store';
import { Failed, Loading } from '../../parts/states';
import { linkTo } from '../../shell/links';

interface EndProps {
	readonly state: SittingState;
	readonly sitting: SittingStore;
	readonly experiment: string;
}

/** Nothing more is on the desk: what is left, and the word to the bench where nothing is. */
export function EndOfSitting({ state, sitting, experiment }: EndProps) {
	const client = useQueryClient();
	const tell = useMutation({
		mutationFn: () => request('/api/bench/judged', { method: 'POST', query: { experiment }, body: {} }),
		onSettled: () => client.invalidateQueries(),
	});
	const left = leftOf(state);
	const isDone = isAllDone(state) && left === 0;
	const { mutate, isIdle } = tell;
	useEffect(() => {
		if (isDone && isIdle) mutate();
	}, [isDone, isIdle, mutate]);
	const { desk, isReading } = state;
	if (desk === null || (isReading && state.readTrouble === null)) return <Loading what="what else waits" />;
	const skipped = countSkipped(desk.sitting);
	return (
		<section className="end" aria-label="End of the sitting">
			<h2>{skipped > 0 ? `${countOf(skipped, 'item')} left for later` : 'Nothing more waits here for you'}</h2>
			{desk.unstored.length > 0 && <p>The last scores are being saved.</p>}
			{skipped === 0 && left !== null && left > 0 && (
				<p>
					{countOf(left, 'run')} of this experiment still {verbOf(left, 'wait')} for somebody.
				</p>
			)}
			{isDone && tell.isSuccess && (
				<p role="status">All of {experiment} is scored, and its bench, where one waits, was told so.</p>
			)}
			{isDone && tell.isError && (
				<>
					<p>All of it is scored, but the bench could not be told:</p>
					<Failed error={tell.error} what="word to the bench" again={() => mutate()} />
				</>
			)}
			<div className="controls">
				{skipped > 0 && (
					<Button onClick={() => sitting.press({ is: 'text', text: 's' })}>
						Show them <kbd>s</kbd>
					</Button>
				)}
				<Button variant="default" onClick={sitting.lookAgain}>
					Look again
				</Button>
				<Button variant="default" onClick={() => sitting.press({ is: 'name', name: 'backspace' })}>
					Back to the last one <kbd>⌫</kbd>
				</Button>
				<Link href={linkTo('leaderboard', { experiment })}>Leaderboard</Link>
			</div>
		</section>
	);
}
