import { useMemo } from 'react';
import { policyNames } from '../../../domain/policies/policy-names';
import { countOf } from '../../../domain/wording';
import { curvesPlot } from '../../../report/plots/curves';
import { numberText, rangeText } from '../../../report/plots/number-text';
import type { SimResults } from '../../api/answers';
import { Name } from '../../parts/model-text';
import { Plot } from '../../parts/plot';
import { Scroll } from '../../parts/scroll';

type PolicyResults = SimResults['policies'][number];
type Mean = PolicyResults['reward'];

const told = { 'by-kind': 'a profile by kind of tip', 'one-for-all': 'one profile for all tips' } as const;

/** What came of the episodes: by policy, along an episode, and by persona. */
export function SimNumbers({ results }: { readonly results: SimResults }) {
	const { policies, personas, seeds, setting } = results;
	const ranked = useMemo(() => [...policies].sort((a, b) => b.reward.mean - a.reward.mean), [policies]);
	return (
		<>
			<section aria-labelledby="policies">
				<h2 id="policies">Policies</h2>
				<Policies policies={ranked} />
				<p className="muted">
					{countOf(personas.length, 'persona')}, {countOf(seeds, 'seed')} each; episodes of {setting.steps} choices
					among {setting.tips} tips, told {told[setting.profiles]}. Intervals are of 95 %, over the personas: seeds of
					one persona say nothing of others. Those of two policies may overlap though they differ; the decision pairs
					them.
				</p>
			</section>
			<section aria-labelledby="curves">
				<h2 id="curves">Along an episode</h2>
				<Plot
					caption="Mean reward over all personas, with 95 % intervals. What rises has learned."
					draw={(width) =>
						curvesPlot(
							ranked.map(({ policy, curve }) => ({ name: policy, look: policyNames.indexOf(policy), points: curve })),
							width,
						)
					}
				/>
			</section>
			<section aria-labelledby="personas">
				<h2 id="personas">Personas</h2>
				<Personas policies={ranked} personas={personas} />
			</section>
		</>
	);
}

function Policies({ policies }: { readonly policies: readonly PolicyResults[] }) {
	return (
		<Scroll label="Policies">
			<table>
				<thead>
					<tr>
						<th scope="col">Policy</th>
						<th scope="col" className="number">
							Mean reward
						</th>
						<th scope="col" className="number">
							Mean regret
						</th>
						<th scope="col" className="number">
							Episodes
						</th>
					</tr>
				</thead>
				<tbody>
					{policies.map(({ policy, reward, regret, episodes }) => (
						<tr key={policy}>
							<th scope="row">{policy}</th>
							<td className="number">{meanText(reward)}</td>
							<td className="number">{meanText(regret)}</td>
							<td className="number">{episodes.toLocaleString()}</td>
						</tr>
					))}
				</tbody>
			</table>
		</Scroll>
	);
}

interface PersonasProps {
	readonly policies: readonly PolicyResults[];
	readonly personas: readonly string[];
}

/** The mean reward of each policy with each persona; the highest of a persona is strong. */
function Personas({ policies, personas }: PersonasProps) {
	return (
		<Scroll label="Mean rewards by persona">
			<table>
				<thead>
					<tr>
						<th scope="col">Persona</th>
						{policies.map(({ policy }) => (
							<th key={policy} scope="col" className="number">
								{policy}
							</th>
						))}
					</tr>
				</thead>
				<tbody>
					{personas.map((persona, at) => {
						const means = policies.map((each) => each.personas[at]?.reward);
						const highest = Math.max(...means.map((each) => each?.mean ?? 0));
						return (
							<tr key={persona}>
								<th scope="row">
									<Name>{persona}</Name>
								</th>
								{policies.map(({ policy }, column) => {
									const mean = means[column];
									const text = mean === undefined ? '–' : meanText(mean);
									return (
										<td key={policy} className="number">
											{mean?.mean === highest ? <strong>{text}</strong> : text}
										</td>
									);
								})}
							</tr>
						);
					})}
				</tbody>
			</table>
		</Scroll>
	);
}

function meanText({ mean, interval }: Mean): string {
	return interval === null ? numberText(mean, 3) : `${numberText(mean, 3)} (${rangeText(interval, 3)})`;
}
