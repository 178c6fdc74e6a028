import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import type { JudgeWorth } from '../../../domain/ranking/agreement/judge-worth-schema';
import { countOf } from '../../../domain/wording';
import { numberText, signedText } from '../../../report/plots/number-text';
import type { DisagreementsAnswer } from '../../api/answers';
import { disagreementsQuery, trustQuery } from '../../api/queries';
import { ModelText, Name } from '../../parts/model-text';
import { Page } from '../../parts/page';
import { useQueryText } from '../../parts/query-text';
import { Scroll } from '../../parts/scroll';
import { Empty, Shown } from '../../parts/states';
import { linkTo } from '../../shell/links';
import { Ways } from '../bench/ways';
import { JudgePlots } from './judge-plots';
import { measuresOf } from './measures';

/** What judges are worth, and where they are apart. */
export function TrustPage() {
	const [experiment] = useQueryText('experiment');
	const trust = useQuery(trustQuery(experiment));
	const apart = useQuery(disagreementsQuery(experiment));
	return (
		<Page title={`Judges of ${experiment}`} beside={<Ways experiment={experiment} />}>
			<Shown query={trust} what="what judges are worth">
				{({ worths, opinions }) => (
					<>
						{worths.length === 0 && (
							<Empty>No two judges have scored the same runs, so nothing can be said of them.</Empty>
						)}
						{worths.map((worth) => (
							<Worth key={`${worth.between} ${worth.judged} ${worth.against}`} worth={worth} />
						))}
						<JudgePlots opinions={opinions} level="h2" />
					</>
				)}
			</Shown>
			<section aria-labelledby="apart">
				<h2 id="apart">Disagreements</h2>
				<Shown query={apart} what="the disagreements">
					{(found) => <Apart found={found} experiment={experiment} />}
				</Shown>
			</section>
		</Page>
	);
}

function Worth({ worth }: { readonly worth: JudgeWorth }) {
	const gate = worth.may_set_gate;
	return (
		<section className="card">
			<h2>
				<Name>{worth.judged}</Name> {worth.between === 'one-judge-twice' ? 'twice' : 'against'}{' '}
				{worth.between !== 'one-judge-twice' && <Name>{worth.against}</Name>}
			</h2>
			{gate !== null && (
				<p>
					<strong>{gate.allowed ? 'May decide a gate' : 'May not decide a gate'}</strong>: {gate.reason}
				</p>
			)}
			<p className="muted">
				{countOf(worth.pairs, 'run')} of {countOf(worth.scenarios, 'scenario')}
			</p>
			<Scroll label={`How far ${worth.judged} and ${worth.against} agree`}>
				<table>
					<thead>
						<tr>
							<th scope="col">score</th>
							<th scope="col">kappa</th>
							<th scope="col">alpha</th>
							<th scope="col">the same</th>
							<th scope="col">within one</th>
							<th scope="col">milder by</th>
						</tr>
					</thead>
					<tbody>
						{measuresOf(worth).map(({ name, values }) => (
							<tr key={name}>
								<th scope="row">{name}</th>
								{values.map((value, at) => (
									// biome-ignore lint/suspicious/noArrayIndexKey: the columns are always these
									<td key={at}>{value}</td>
								))}
							</tr>
						))}
					</tbody>
				</table>
			</Scroll>
		</section>
	);
}

function Apart({ found, experiment }: { readonly found: DisagreementsAnswer; readonly experiment: string }) {
	if (found.runs.length === 0)
		return (
			<Empty>
				On none of {countOf(found.scored_by_both, 'run')} that both tiers have scored they are more than {found.delta}{' '}
				apart.
			</Empty>
		);
	return (
		<ul className="cards">
			{found.runs.map((run) => (
				<li key={run.run_id} className="card">
					<h3>
						<Name>{run.scenario}</Name>
					</h3>
					<p>
						{run.differences.map(({ name, difference }) => `${name} ${signedText(difference, 1)}`).join(', ')}{' '}
						<span className="muted">
							({run.auto_judged_by}: composite {numberText(run.auto.composite)}; {run.judged_by}:{' '}
							{numberText(run.lazy.composite)})
						</span>
					</p>
					<ol className="candidates">
						{run.candidates.map((text, at) => (
							// biome-ignore lint/suspicious/noArrayIndexKey: two candidates may be the same
							<li key={at}>
								<ModelText text={text} most={300} lines={6} />
							</li>
						))}
					</ol>
					<Link href={linkTo('cell', { experiment, run_id: run.run_id })}>
						The whole cell, with both judges’ reasons (it names model and prompt)
					</Link>
				</li>
			))}
		</ul>
	);
}
