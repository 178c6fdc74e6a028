import { Alert, Button, Loader } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Problem } from '../api/problem';
import { waitingQuery } from '../api/queries';
import { Since, When } from './when';

/** Milliseconds after which somebody who waits wonders. */
const longMs = 5_000;

/** Something is on its way; where that takes long, what may be the reason. */
export function Loading({ what }: { readonly what: string }) {
	const [isLong, setLong] = useState(false);
	useEffect(() => {
		const timer = setTimeout(() => setLong(true), longMs);
		return () => clearTimeout(timer);
	}, []);
	return (
		<div className="loading" role="status">
			<Loader size="sm" aria-hidden="true" />
			<span>
				Reading {what} … {isLong && <WhyLong />}
			</span>
		</div>
	);
}

/** What is known to be wrong with the parts that all lean on. */
function WhyLong() {
	const { data } = useQuery({ ...waitingQuery, enabled: false });
	const [trouble] = (data?.items ?? []).filter(
		({ kind, experiment, bench }) => kind === 'trouble' && !experiment && !bench,
	);
	return <>This takes long{trouble === undefined ? '' : `: ${trouble.text}`}.</>;
}

const partWords: Readonly<Record<string, string>> = { temporal: 'Temporal', mlflow: 'MLflow', ollama: 'Ollama' };

interface FailedProps {
	readonly error: unknown;
	/** What there is none of; or the whole title. */
	readonly what: string;
	readonly title?: string;
	/** Whether it is asked again without anybody's doing, where that may help. */
	readonly isRetried?: boolean;
	readonly again?: () => void;
}

/** Something could not be had: why, and what one can do. */
export function Failed({ error, what, title = `No ${what}`, isRetried = false, again }: FailedProps) {
	const details = error instanceof Problem ? error.details : null;
	const message = error instanceof Error ? error.message : 'It does not say why.';
	// Lines about a key each stand in the list of faults.
	const said = details === null || details.faults.length === 0 ? message : message.replace(/^- .*\n?/gm, '').trim();
	return (
		<Alert color="red" title={title} role="alert" className="failed">
			{said !== '' && <p>{said}</p>}
			{details?.since != null && (
				<p>
					{partWords[details.part ?? ''] ?? 'It'} has been away <Since time={details.since} />.
				</p>
			)}
			{details !== null && details.remedy !== '' && <p>{details.remedy}</p>}
			{details !== null && details.faults.length > 0 && (
				<ul>
					{details.faults.map(({ key, message }) => (
						<li key={key + message}>
							{key === '' ? '' : `${key}: `}
							{message}
						</li>
					))}
				</ul>
			)}
			{isRetried && error instanceof Problem && error.isPassing && <p>It is tried again by itself.</p>}
			{again !== undefined && (
				<Button variant="default" size="xs" onClick={again}>
					Try again
				</Button>
			)}
		</Alert>
	);
}

/** Nothing is there, and what one can do about it. */
export function Empty({ children }: { readonly children: ReactNode }) {
	return <div className="empty">{children}</div>;
}

/** A part that hangs is waited for at each try: nobody waits for the last of them to hear of it. */
function isAway(failure: unknown): boolean {
	return failure instanceof Problem && failure.details.part !== null;
}

interface ShownProps<T> {
	readonly query: {
		readonly data: T | undefined;
		readonly error: unknown;
		/** Of the try before, while it is tried again. */
		readonly failureReason: unknown;
		readonly isFetching: boolean;
		readonly dataUpdatedAt: number;
		refetch(): unknown;
	};
	readonly what: string;
	readonly children: (data: T) => ReactNode;
}

/** What a query brings, with its loading and its failure; what is known stays, and says how old it is where a new look fails. */
export function Shown<T>({ query, what, children }: ShownProps<T>) {
	const { data, error, failureReason, dataUpdatedAt } = query;
	// While it is tried again a query forgets why it failed; who reads does not.
	const failure = useRef<unknown>(null);
	if (data !== undefined) failure.current = null;
	else if (error !== null) failure.current = error;
	else if (isAway(failureReason)) failure.current = failureReason;
	const again = () => void query.refetch();
	if (data === undefined)
		return failure.current === null ? (
			<Loading what={what} />
		) : (
			<Failed error={failure.current} what={what} title={`Cannot read ${what}`} isRetried again={again} />
		);
	return (
		<>
			{error !== null && (
				<Alert color="yellow" role="status" className="stale">
					This is as it was <When time={dataUpdatedAt} />:{' '}
					{error instanceof Error ? error.message : 'a newer look failed'}{' '}
					<button type="button" className="more" onClick={again}>
						Look again
					</button>
				</Alert>
			)}
			{children(data)}
		</>
	);
}
