import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import { countOf } from '../../../domain/wording';
import { numberText, rangeText, signedText } from '../../../report/plots/number-text';
import type { PolicyPromotion, SimResults } from '../../api/answers';
import { policiesQuery, simResultsQuery } from '../../api/queries';
import { request } from '../../api/request';
import { Confirm } from '../../parts/confirm';
import { ModelTexts, Name } from '../../parts/model-text';
import { Empty, Failed } from '../../parts/states';
import { When } from '../../parts/when';
import { WorkingButton } from '../../parts/working-button';
import { announce } from '../../shell/announce';
import { pages } from '../../shell/links';

type Decision = SimResults['decisions'][number];

/** By more than this no persona can be worse. */
const noGuard = 1;

/** What was decided by the episodes, and the way for the better policy to become active. */
export function Promotion({ results: { experiment, decisions } }: { readonly results: SimResults }) {
	const client = useQueryClient();
	const [isAsking, setAsking] = useState(false);
	const { data: policies } = useQuery(policiesQuery);
	const [newest, ...before] = decisions;
	const promote = useMutation({
		// The same is asked again: whom these episodes have chosen must not be taken for one that was named before.
		mutationFn: ({ candidate, worst_persona, ...others }: Decision['asked']) =>
			request<PolicyPromotion>('/api/policies/promote', {
				method: 'POST',
				body: {
					...{ ...others, experiment, worst_persona: worst_persona ?? noGuard },
					...(candidate !== null && { candidate }),
				},
			}),
		onSuccess: ({ promoted, decision }) =>
			announce(promoted ? `${decision.candidate} is active now.` : `Nothing has changed: ${decision.answer}.`),
		onSettled: () => {
			void client.invalidateQueries({ queryKey: policiesQuery.queryKey });
			void client.invalidateQueries({ queryKey: simResultsQuery(experiment).queryKey });
		},
	});
	if (newest === undefined)
		return <Empty>Nothing is decided yet: it takes two policies, and the end of the simulation.</Empty>;
	const { answer, candidate, baseline } = newest;
	const active = policies?.active;
	const mayPromote = answer === 'promote' && active === baseline;
	return (
		<section aria-labelledby="decision">
			<h2 id="decision">Decision</h2>
			<DecisionCard decision={newest} />
			{answer === 'promote' && active === candidate && (
				<p role="status">
					{candidate} is active. <Link href={pages.policies}>All policies</Link>
				</p>
			)}
			{answer === 'promote' && active !== undefined && active !== candidate && active !== baseline && (
				<p className="muted">
					{active} is active by now, and {candidate} has beaten {baseline}: simulate it beside {active}.
				</p>
			)}
			{mayPromote && (
				<div className="controls">
					<WorkingButton isWorking={promote.isPending} onClick={() => setAsking(true)}>
						Promote {candidate} …
					</WorkingButton>
				</div>
			)}
			{promote.isSuccess && !promote.data.promoted && (
				<p role="status">Nothing has changed: the answer is {promote.data.decision.answer}.</p>
			)}
			{promote.isError && <Failed error={promote.error} what="promotion" />}
			<Confirm
				isOpen={isAsking}
				close={() => setAsking(false)}
				title={`Promote ${candidate}?`}
				keep="Leave it"
				act={`Make ${candidate} active`}
				onAct={() => promote.mutate(newest.asked)}
			>
				From now on {candidate} chooses what users are shown, in the place of {baseline}. This decision is kept beside
				it, and it can be rolled back.
			</Confirm>
			{before.length > 0 && (
				<details>
					<summary>{countOf(before.length, 'decision')} before</summary>
					{before.map((each) => (
						<DecisionCard key={each.run_id} decision={each} />
					))}
				</details>
			)}
		</section>
	);
}

function DecisionCard({ decision }: { readonly decision: Decision }) {
	const {
		answer,
		candidate,
		baseline,
		reasons,
		difference,
		better_by,
		alpha,
		worst_persona,
		decided_at,
		seeds,
		run_id,
	} = decision;
	const { value } = difference;
	return (
		<section className={`card decision ${answer.replaceAll(' ', '-')}`} aria-label={`Decision: ${answer}`}>
			<h3>
				<span className="verdict">{answer}</span> {candidate} for {baseline}
			</h3>
			<p>
				{value === null
					? `No difference is known: ${difference.reason}.`
					: `Difference ${signedText(value.mean, 4)} mean reward (${rangeText(value, 4)}, ${countOf(value.scenarios, 'persona')}); to be reached: ${numberText(better_by, 4)}.`}
			</p>
			<ModelTexts texts={reasons} />
			{worst_persona !== null && (
				<p>
					Guard: worst for <Name>{worst_persona.persona}</Name>, {signedText(worst_persona.difference, 4)};{' '}
					{worst_persona.passed ? 'held' : 'not held'}.
				</p>
			)}
			<p className="muted">
				<When time={decided_at} />, by {countOf(seeds, 'seed')} a persona, at alpha {alpha}; kept in MLflow as run{' '}
				<Name>{run_id}</Name>.
			</p>
		</section>
	);
}
