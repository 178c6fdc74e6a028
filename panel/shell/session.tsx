import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Problem } from '../api/problem';
import { sessionQuery } from '../api/queries';
import { request } from '../api/request';
import { Failed, Loading } from '../parts/states';
import { takeSecret } from './secret';
import { SignIn } from './sign-in';

interface SessionProps {
	/** The token of a sign-in link. */
	readonly secret: string | null;
	readonly children: ReactNode;
}

/** Shows the pages to whoever is signed in, and the sign-in to others; the address stays what it was. */
export function Session({ secret, children }: SessionProps) {
	const client = useQueryClient();
	const [entering, setEntering] = useState(secret !== null);
	const [refused, setRefused] = useState<Problem | null>(null);
	const session = useQuery({ ...sessionQuery, enabled: !entering });
	useSignedOut();

	const enter = async (token: string) => {
		setRefused(null);
		try {
			await request('/api/session', { method: 'POST', body: { token } });
			await client.invalidateQueries();
		} catch (error) {
			setRefused(error instanceof Problem ? error : null);
		} finally {
			setEntering(false);
		}
	};
	const begun = useRef(false);
	useEffect(() => {
		if (secret === null || begun.current) return;
		begun.current = true;
		void enter(secret);
	});

	useLaterLink(enter);

	if (entering || session.isPending) return <Loading what="who you are" />;
	const isOut = session.error instanceof Problem && session.error.details.status === 401;
	if (isOut) return <SignIn enter={enter} refused={refused} />;
	if (session.data === undefined)
		return <Failed error={session.error} what="session" again={() => void session.refetch()} />;
	return children;
}

/** Any answer that says so is taken for the end of the session: then all of it is asked about anew. */
function useSignedOut(): void {
	const client = useQueryClient();
	useEffect(
		() =>
			client.getQueryCache().subscribe((event) => {
				if (event.type !== 'updated' || event.query.queryKey[0] === 'session') return;
				// A query remembers why it failed while it asks again: only a new answer says anything of the session.
				if (event.action.type !== 'error') return;
				const { error } = event.action;
				const isOut = error instanceof Problem && error.details.status === 401;
				if (isOut && client.getQueryState(sessionQuery.queryKey)?.status === 'success')
					void client.resetQueries({ queryKey: sessionQuery.queryKey });
			}),
		[client],
	);
}

/** The link opened in a tab that shows the panel already: a browser then changes what is behind `#` alone. */
function useLaterLink(enter: (token: string) => Promise<void>): void {
	const latest = useRef(enter);
	latest.current = enter;
	useEffect(() => {
		const listen = () => {
			const secret = takeSecret(window.location, window.history);
			if (secret !== null) void latest.current(secret);
		};
		window.addEventListener('hashchange', listen);
		return () => window.removeEventListener('hashchange', listen);
	}, []);
}
