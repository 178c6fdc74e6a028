import { numberText } from '../../../report/plots/number-text';
import type { PolicyDecision } from '../../api/answers';
import { Name } from '../../parts/model-text';
import { Scroll } from '../../parts/scroll';
import { Empty } from '../../parts/states';
import { When } from '../../parts/when';

/** Decisions, one a row: what was shown, how likely that was, and what came of it. */
export function Decisions({ decisions }: { readonly decisions: readonly PolicyDecision[] }) {
	if (decisions.length === 0) return <Empty>No decision is kept.</Empty>;
	return (
		<Scroll label="Decisions">
			<table>
				<thead>
					<tr>
						<th scope="col">When</th>
						<th scope="col">Policy</th>
						<th scope="col">Shown</th>
						<th scope="col" className="number">
							Of
						</th>
						<th scope="col" className="number">
							Propensity
						</th>
						<th scope="col" className="number">
							Reward
						</th>
						<th scope="col">Decision</th>
					</tr>
				</thead>
				<tbody>
					{decisions.map(({ id, at, policy, version, tips, chosen, propensity, reward }) => {
						const tip = tips[chosen];
						return (
							<tr key={id}>
								<td className="line">
									<When time={at} />
								</td>
								<td className="line">
									{policy} <span className="muted">{version}</span>
								</td>
								<td>
									<Name>{tip?.id ?? ''}</Name> <span className="muted">{tip?.kind}</span>
								</td>
								<td className="number">{tips.length}</td>
								<td className="number">{numberText(propensity, 3)}</td>
								<td className="number">{reward === null ? 'none yet' : numberText(reward, 2)}</td>
								<td className="line">
									<Name>{id}</Name>
								</td>
							</tr>
						);
					})}
				</tbody>
			</table>
		</Scroll>
	);
}
