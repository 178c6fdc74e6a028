import { useMutation, useQueryClient } from '@tanstack/react-query';
import { numberText } from '../../../report/plots/number-text';
import type { PoliciesAnswer, ShadowLine } from '../../api/answers';
import { policiesQuery } from '../../api/queries';
import { request } from '../../api/request';
import { Scroll } from '../../parts/scroll';
import { Failed } from '../../parts/states';
import { WorkingButton } from '../../parts/working-button';
import { announce } from '../../shell/announce';

/** What was counted of each policy, and of its shadow. */
export function PolicyTable({ policies }: { readonly policies: PoliciesAnswer }) {
	const { active, totals, shadows, store_fault } = policies;
	return (
		<section aria-labelledby="all">
			<h2 id="all">What they have done</h2>
			{store_fault !== null && <Failed error={new Error(store_fault)} what="numbers" />}
			<Scroll label="Policies">
				<table>
					<thead>
						<tr>
							<th scope="col">Policy</th>
							<th scope="col" className="number">
								Decisions
							</th>
							<th scope="col" className="number">
								Rewards
							</th>
							<th scope="col" className="number">
								Mean reward
							</th>
							<th scope="col">Its shadow</th>
							<th scope="col" className="number">
								Agreed
							</th>
							<th scope="col" className="number">
								No answer
							</th>
						</tr>
					</thead>
					<tbody>
						{totals.map(({ policy, decisions, rewards, mean_reward }) => {
							const shadow = shadows.find((each) => each.policy === policy);
							return (
								<tr key={policy}>
									<th scope="row">
										{policy}
										{policy === active && <strong> (active)</strong>}
									</th>
									<td className="number">{decisions.toLocaleString()}</td>
									<td className="number">{rewards.toLocaleString()}</td>
									<td className="number">{numberText(mean_reward, 3)}</td>
									<td>{shadow !== undefined && <Shadow shadow={shadow} />}</td>
									<td className="number">{agreementText(shadow)}</td>
									<td className="number">{shadow?.unanswered.toLocaleString() ?? '–'}</td>
								</tr>
							);
						})}
					</tbody>
				</table>
			</Scroll>
			<p className="muted">
				A shadow is asked what it would show; its answer is only counted, and no reward goes to it. Simulated users are
				not in these numbers.
			</p>
		</section>
	);
}

function agreementText(shadow: ShadowLine | undefined): string {
	if (shadow === undefined || shadow.agreement === null) return '–';
	const answers = shadow.agreed + shadow.differed;
	return `${(shadow.agreement * 100).toFixed(1)} % of ${answers.toLocaleString()}`;
}

function Shadow({ shadow: { name, is_on } }: { readonly shadow: ShadowLine }) {
	const client = useQueryClient();
	const turn = useMutation({
		mutationFn: (on: boolean) => request('/api/policies/shadow', { method: 'POST', body: { name, on } }),
		onSuccess: (_answer, on) => announce(`${name} is ${on ? 'on' : 'off'}.`),
		onSettled: () => client.invalidateQueries({ queryKey: policiesQuery.queryKey }),
	});
	return (
		<>
			<WorkingButton
				size="compact-xs"
				variant="default"
				aria-label={`Turn ${is_on ? 'off' : 'on'} ${name}`}
				isWorking={turn.isPending}
				onClick={() => turn.mutate(!is_on)}
			>
				{is_on ? 'on: turn off' : 'off: turn on'}
			</WorkingButton>
			{turn.isError && <Failed error={turn.error} what="change" />}
		</>
	);
}
