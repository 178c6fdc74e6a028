import { Button, TextInput } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { countOf } from '../../../domain/wording';
import { numberText } from '../../../report/plots/number-text';
import type { DecisionsPage, PolicyUser } from '../../api/answers';
import { policyUserQuery } from '../../api/queries';
import { request } from '../../api/request';
import { Confirm } from '../../parts/confirm';
import { Name } from '../../parts/model-text';
import { useQueryText } from '../../parts/query-text';
import { Empty, Failed, Shown } from '../../parts/states';
import { WorkingButton } from '../../parts/working-button';
import { announce } from '../../shell/announce';
import { Decisions } from './decisions';

/** A user by their id: what policies have learned of them, and each decision. The id stands in the address. */
export function UserLog() {
	const [user, setUser] = useQueryText('user');
	const [text, setText] = useState(user);
	const submit = (event: FormEvent) => {
		event.preventDefault();
		setUser(text.trim());
	};
	return (
		<section aria-labelledby="user">
			<h2 id="user">A user’s decisions</h2>
			<form className="filters" onSubmit={submit}>
				<TextInput
					label="User id"
					value={text}
					onChange={(event) => setText(event.currentTarget.value)}
					type="search"
					autoComplete="off"
					spellCheck={false}
				/>
				<Button type="submit" variant="default">
					Look up
				</Button>
			</form>
			{user !== '' && <OneUser key={user} user={user} />}
		</section>
	);
}

const pageSize = 25;

function OneUser({ user }: { readonly user: string }) {
	const known = useQuery(policyUserQuery(user));
	const log = useInfiniteQuery({
		queryKey: ['policy-decisions', user],
		queryFn: ({ pageParam, signal }) =>
			request<DecisionsPage>('/api/policies/decisions', {
				query: { user, limit: pageSize, before: pageParam },
				signal,
			}),
		initialPageParam: null as number | null,
		getNextPageParam: (page) => page.before,
	});
	return (
		<Shown query={known} what="the user">
			{(told) =>
				told.is_known ? (
					<>
						<Learned user={user} told={told} />
						<Shown query={log} what="the decisions">
							{({ pages }) => (
								<>
									<Decisions decisions={pages.flatMap((page) => page.decisions)} />
									{log.hasNextPage && (
										<button type="button" className="more" onClick={() => void log.fetchNextPage()}>
											{log.isFetchingNextPage ? 'Reading more …' : 'Show older ones'}
										</button>
									)}
								</>
							)}
						</Shown>
					</>
				) : (
					<Empty>
						Nothing is kept of <Name>{user}</Name>.
					</Empty>
				)
			}
		</Shown>
	);
}

type Act = 'reset' | 'forget';

const words = {
	reset: {
		title: 'Have policies begin anew with this user?',
		text: 'All policies lose what they have learned of this user. Decisions and rewards stay in the log.',
		act: 'Begin anew',
		done: 'Policies begin anew with this user.',
	},
	forget: {
		title: 'Forget this user?',
		text: 'All that is kept of this user is deleted: what was learned, every decision, every reward. It cannot be taken back.',
		act: 'Forget the user',
		done: 'Nothing is kept of this user any more.',
	},
} as const;

function Learned({ user, told: { policies } }: { readonly user: string; readonly told: PolicyUser }) {
	const client = useQueryClient();
	const [asking, setAsking] = useState<Act | null>(null);
	const act = useMutation({
		mutationFn: (what: Act) =>
			request(`/api/policies/${what}`, {
				method: 'POST',
				body: what === 'forget' ? { user } : { user, policies: policies.map(({ policy }) => policy) },
			}),
		onSuccess: (_answer, what) => announce(words[what].done),
		onSettled: () => {
			for (const key of ['policy-user', 'policy-decisions']) void client.invalidateQueries({ queryKey: [key] });
		},
	});
	const { title, text, act: does } = words[asking ?? 'reset'];
	return (
		<div className="card">
			<h3>
				<Name>{user}</Name>
			</h3>
			{policies.length === 0 ? (
				<p>No policy has learned anything of this user.</p>
			) : (
				<ul>
					{policies.map(({ policy, decisions, rewards, mean_reward }) => (
						<li key={policy}>
							{policy}: {countOf(decisions, 'decision')}, {countOf(rewards, 'reward')}, mean{' '}
							{numberText(mean_reward, 3)}
						</li>
					))}
				</ul>
			)}
			<div className="controls">
				{policies.length > 0 && (
					<WorkingButton
						size="xs"
						variant="default"
						isWorking={act.isPending && act.variables === 'reset'}
						onClick={() => setAsking('reset')}
					>
						Begin anew …
					</WorkingButton>
				)}
				<Button size="xs" variant="outline" color="red" onClick={() => setAsking('forget')}>
					Forget …
				</Button>
			</div>
			{act.isError && <Failed error={act.error} what="change" />}
			<Confirm
				isOpen={asking !== null}
				close={() => setAsking(null)}
				title={title}
				keep="Leave it"
				act={does}
				onAct={() => act.mutate(asking ?? 'reset')}
			>
				{text}
			</Confirm>
		</div>
	);
}
