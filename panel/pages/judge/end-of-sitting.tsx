import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { Link } from 'wouter';
import { countSkipped } from '../../../domain/judging/sitting/sitting';
import { countOf, verbOf } from '../../../domain/wording';
import { Problem } from '../../api/problem';
import { request } from '../../api/request';
import { isAllDone, leftOf, type SittingState, type SittingStore } from '../../judging/sitting-store';
import { Failed, Loading } from '../../parts/states';
import { announce } from '../../shell/announce';
import { linkTo } from '../../shell/links';

interface EndProps {
	readonly state: SittingState;
	readonly sitting: SittingStore;
	readonly experiment: string;
}

/** Milliseconds until a bench that could not be told is told again. */
const againMs = 5_000;

/** Runs that no bench made have none that waits for them. */
async function tellBench(experiment: string): Promise<'told' | 'no bench'> {
	try {
		await request('/api/bench/judged', { method: 'POST', query: { experiment }, body: {} });
		return 'told';
	} catch (error) {
		if (error instanceof Problem && error.details.status === 404) return 'no bench';
		throw error;
	}
}

/** Nothing more is on the desk: what is left, and the word to the bench where nothing is. */
export function EndOfSitting({ state, sitting, experiment }: EndProps) {
	const client = useQueryClient();
	const tell = useMutation({
		mutationFn: () => tellBench(experiment),
		retry: (_failures, error) => error instanceof Problem && error.isPassing,
		retryDelay: againMs,
		onSettled: () => client.invalidateQueries(),
	});
	const left = leftOf(state);
	const isDone = isAllDone(state) && left === 0;
	const { mutate, isIdle } = tell;
	useEffect(() => {
		if (isDone && isIdle) mutate();
	}, [isDone, isIdle, mutate]);
	const heading = useRef<HTMLHeadingElement>(null);
	const { desk, isReading } = state;
	const isRead = desk !== null && !(isReading && state.readTrouble === null);
	// The item that had the focus is gone; whoever was in a field or on a button stays there.
	useEffect(() => {
		const { activeElement } = document;
		if (isRead && (activeElement === null || activeElement === document.body)) heading.current?.focus();
	}, [isRead]);
	const wasTold = isDone && tell.isSuccess;
	useEffect(() => {
		if (wasTold) announce('Everything is scored.');
	}, [wasTold]);
	if (!isRead) return <Loading what="what else waits" />;
	const skipped = countSkipped(desk.sitting);
	return (
		<section className="end" aria-label="End of the sitting">
			<h2 ref={heading} tabIndex={-1}>
				{skipped > 0 ? `${countOf(skipped, 'item')} left for later` : 'Nothing more waits here for you'}
			</h2>
			{desk.unstored.length > 0 && <p>The last scores are being saved.</p>}
			{skipped === 0 && left !== null && left > 0 && (
				<p>
					{countOf(left, 'run')} of this experiment still {verbOf(left, 'wait')} for somebody.
				</p>
			)}
			{isDone && tell.isPending && (
				<p>
					All of it is scored; the bench is being told so.
					{tell.failureReason !== null && ` ${tell.failureReason.message} It is tried again by itself.`}
				</p>
			)}
			{wasTold && (
				<p>
					{`All of ${experiment} is scored`}
					{tell.data === 'told'
						? ', and its bench, where one waits, was told so.'
						: '. No bench ran on it that waits for that.'}
				</p>
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
