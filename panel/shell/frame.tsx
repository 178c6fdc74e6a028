import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import { useLostSince } from '../api/connection';
import { Problem } from '../api/problem';
import { waitingQuery } from '../api/queries';
import { request } from '../api/request';
import { Since } from '../parts/when';
import { announce, useSaid } from './announce';
import { ColourScheme } from './colour-scheme';
import { ErrorBoundary } from './error-boundary';
import { useKeptFocus } from './keep-focus';
import { pages } from './links';

/** What is around every page: where one can go, what waits, and what is wrong with the connection. */
export function Frame({ children }: { readonly children: ReactNode }) {
	const [path] = useLocation();
	useKeptFocus();
	return (
		<>
			<a className="skip" href="#content">
				Skip to the content
			</a>
			<header className="top">
				<nav aria-label="Pages">
					<Link href={pages.waiting} className="brand" aria-label="tip-bench, what waits for you">
						tip-bench
					</Link>
					<WaitingLink />
					<Place to={pages.experiments}>Experiments</Place>
					<Place to={pages.run}>Run</Place>
					<Place to={pages.policies}>Policies</Place>
					<Place to={pages.simulations}>Simulations</Place>
					<Place to={pages.optimize}>Optimize</Place>
					<Place to={pages.machine}>Machine</Place>
					<Place to={pages.catalog}>Catalog</Place>
				</nav>
				<div className="tools">
					<ColourScheme />
					<SignOut />
				</div>
			</header>
			<Lost />
			<main id="content" tabIndex={-1}>
				<ErrorBoundary of={path}>{children}</ErrorBoundary>
			</main>
			<Said />
		</>
	);
}

function Place({ to, children }: { readonly to: string; readonly children: ReactNode }) {
	const [path] = useLocation();
	return (
		<Link href={to} aria-current={path === to ? 'page' : undefined}>
			{children}
		</Link>
	);
}

function WaitingLink() {
	const { data } = useQuery(waitingQuery);
	const count = data?.count ?? 0;
	return (
		<Place to={pages.waiting}>
			Waiting{' '}
			{count > 0 && (
				<span className="count">
					{count}
					<span className="unseen"> for you</span>
				</span>
			)}
		</Place>
	);
}

function SignOut() {
	const client = useQueryClient();
	const leave = useMutation({
		mutationFn: async () => {
			try {
				await request('/api/session', { method: 'DELETE' });
			} catch (error) {
				// The session has ended already.
				if (!(error instanceof Problem && error.details.status === 401)) throw error;
			}
		},
		onSuccess: () => {
			client.clear();
			window.location.assign(pages.waiting);
		},
		onError: ({ message }) => announce(`You are still signed in. ${message}`),
	});
	return (
		<button type="button" className="tool" title={leave.error?.message} onClick={() => leave.mutate()}>
			{leave.isError ? 'Still signed in: sign out again' : 'Sign out'}
		</button>
	);
}

/** That the server does not answer: what is shown may be old. */
function Lost() {
	const since = useLostSince();
	return (
		<div role="status" className={since === null ? 'unseen' : 'lost'}>
			{since !== null && (
				<>
					The server has not answered <Since time={since} />. What is shown is as it was then; it is tried again by
					itself.
				</>
			)}
		</div>
	);
}

function Said() {
	return (
		<div className="unseen" role="status" aria-live="polite">
			{useSaid()}
		</div>
	);
}
