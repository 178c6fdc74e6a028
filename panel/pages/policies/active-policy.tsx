import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { FormerPolicy, PoliciesAnswer } from '../../api/answers';
import { policiesQuery } from '../../api/queries';
import { request } from '../../api/request';
import { Confirm } from '../../parts/confirm';
import { Failed } from '../../parts/states';
import { When } from '../../parts/when';
import { announce } from '../../shell/announce';
import { Evidence } from './evidence';

/** The active policy with its evidence, those before it, and the way back. */
export function ActivePolicy({ policies }: { readonly policies: PoliciesAnswer }) {
	const { active, since, evidence, former, rolled_back } = policies;
	const client = useQueryClient();
	const [isAsking, setAsking] = useState(false);
	const last = former.at(-1);
	const back = useMutation({
		mutationFn: () => request<{ active: string }>('/api/policies/rollback', { method: 'POST' }),
		onSuccess: (answer) => announce(`${answer.active} is active again.`),
		onSettled: () => client.invalidateQueries({ queryKey: policiesQuery.queryKey }),
	});
	return (
		<section aria-labelledby="active">
			<h2 id="active">Active</h2>
			<div className="card decision promote">
				<h3>{active}</h3>
				<p>
					{since === null ? (
						'It has been active since the beginning.'
					) : (
						<>
							Active since <When time={since} />.
						</>
					)}
				</p>
				<Evidence evidence={evidence} />
				{last !== undefined && (
					<div className="controls">
						<Button variant="outline" color="red" size="xs" onClick={() => setAsking(true)}>
							Roll back to {last.active} …
						</Button>
					</div>
				)}
				{back.isSuccess && <p role="status">{back.data.active} is active again.</p>}
				{back.isError && <Failed error={back.error} what="rollback" />}
			</div>
			<Confirm
				isOpen={isAsking}
				close={() => setAsking(false)}
				title={`Roll back to ${last?.active}?`}
				keep={`Keep ${active}`}
				act={`Make ${last?.active} active`}
				onAct={() => back.mutate()}
			>
				From now on {last?.active} chooses what users are shown, in the place of {active}. What both have learned stays.
			</Confirm>
			<Former title={former.length === 1 ? 'One before' : `${former.length} before`} all={[...former].reverse()} />
			{rolled_back !== null && <Former title="Rolled back last" all={[rolled_back]} />}
		</section>
	);
}

function Former({ title, all }: { readonly title: string; readonly all: readonly FormerPolicy[] }) {
	if (all.length === 0) return null;
	return (
		<details>
			<summary>{title}</summary>
			<ol>
				{all.map(({ active, since, until, evidence }) => (
					<li key={until}>
						<strong>{active}</strong>{' '}
						{since === null ? (
							'from the beginning'
						) : (
							<>
								from <When time={since} />
							</>
						)}{' '}
						until <When time={until} />
						<Evidence evidence={evidence} />
					</li>
				))}
			</ol>
		</details>
	);
}
