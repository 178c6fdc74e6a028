import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import type { SimLine } from '../../api/answers';
import { simsQuery } from '../../api/queries';
import { Name } from '../../parts/model-text';
import { Page } from '../../parts/page';
import { Scroll } from '../../parts/scroll';
import { Empty, Shown } from '../../parts/states';
import { When } from '../../parts/when';
import { linkTo, pages } from '../../shell/links';
import { endText } from '../bench/state-words';

/** All simulations that are known. */
export function SimulationsPage() {
	const sims = useQuery(simsQuery);
	return (
		<Page title="Simulations" beside={<Link href={pages.simulate}>Simulate policies</Link>}>
			<Shown query={sims} what="the simulations">
				{({ simulations, mlflow_fault }) => (
					<>
						{simulations.length === 0 ? (
							<Empty>
								No policy was simulated yet. <Link href={pages.simulate}>Simulate some</Link>
							</Empty>
						) : (
							<Lines lines={simulations} />
						)}
						{mlflow_fault !== null && (
							<p className="muted">Those that Temporal has forgotten are not listed: {mlflow_fault}</p>
						)}
					</>
				)}
			</Shown>
		</Page>
	);
}

function Lines({ lines }: { readonly lines: readonly SimLine[] }) {
	return (
		<Scroll label="Simulations">
			<table>
				<thead>
					<tr>
						<th scope="col">Experiment</th>
						<th scope="col">State</th>
						<th scope="col">Answer</th>
						<th scope="col">Started</th>
					</tr>
				</thead>
				<tbody>
					{lines.map(({ workflow_id, experiment, state, answer, promoted, started_at }, at) => (
						// biome-ignore lint/suspicious/noArrayIndexKey: one id may have run more than once
						<tr key={`${workflow_id ?? experiment} ${at}`}>
							<th scope="row">
								<Link href={linkTo('simulation', { experiment: experiment ?? workflow_id })}>
									<Name>{experiment ?? workflow_id ?? ''}</Name>
								</Link>
							</th>
							<td>{state === null ? 'kept in MLflow' : endText(state)}</td>
							<td>
								{answer ?? '–'}
								{promoted && ', promoted'}
							</td>
							<td>{started_at === null ? '–' : <When time={started_at} />}</td>
						</tr>
					))}
				</tbody>
			</table>
		</Scroll>
	);
}
