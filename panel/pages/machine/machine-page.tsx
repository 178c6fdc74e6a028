import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import type { LeaseLine, ModelLine } from '../../api/answers';
import { leasesQuery, modelsQuery, schedulesQuery } from '../../api/queries';
import { Name } from '../../parts/model-text';
import { Page } from '../../parts/page';
import { Scroll } from '../../parts/scroll';
import { Empty, Shown } from '../../parts/states';
import { bytesText } from '../../parts/units';
import { Since } from '../../parts/when';
import { linkTo, pages } from '../../shell/links';
import { Schedule } from './schedule';

/** What is in memory, who has the GPUs, and what runs every night. */
export function MachinePage() {
	const models = useQuery({ ...modelsQuery(), refetchInterval: 10_000 });
	const leases = useQuery(leasesQuery);
	const schedules = useQuery(schedulesQuery);
	return (
		<Page title="Machine">
			<section aria-labelledby="leases">
				<h2 id="leases">GPUs</h2>
				<Shown query={leases} what="the leases">
					{({ leases: all }) =>
						all.length === 0 ? (
							<Empty>No bench has asked for a GPU yet.</Empty>
						) : (
							all.map((each) => <Lease key={each.queue} lease={each} />)
						)
					}
				</Shown>
			</section>
			<section aria-labelledby="models">
				<h2 id="models">Models</h2>
				<Shown query={models} what="the models">
					{({ models: all }) => (all.length === 0 ? <Empty>Ollama has no model.</Empty> : <Models models={all} />)}
				</Shown>
			</section>
			<section aria-labelledby="schedules">
				<h2 id="schedules">Every night</h2>
				<Shown query={schedules} what="the schedules">
					{({ schedules: all }) =>
						all.length === 0 ? (
							<Empty>Nothing runs every night.</Empty>
						) : (
							<ul className="cards">
								{all.map((each) => (
									<Schedule key={each.id} schedule={each} />
								))}
							</ul>
						)
					}
				</Shown>
				<p>
					<Link href={pages.schedule}>Have a bench run every night</Link>
				</p>
			</section>
		</Page>
	);
}

function Lease({ lease: { queue, answered_by, holder, waiting, resident } }: { readonly lease: LeaseLine }) {
	return (
		<div className="card">
			<h3>
				<Name>{queue}</Name>
			</h3>
			{answered_by === 'servers' && <p>No worker answers for it.</p>}
			{holder === null && answered_by === 'lease' && <p>Free. In memory: {resident ?? 'nothing of ours'}.</p>}
			{holder !== null && (
				<p>
					Held by{' '}
					<Link href={linkTo('bench', { experiment: holder.workflow })}>
						<Name>{holder.workflow}</Name>
					</Link>{' '}
					for <Name>{holder.model}</Name>, <Since time={holder.since} />.
					{!holder.runs && (
						<strong className="warning"> It does not run any more; the lease will be taken back.</strong>
					)}
				</p>
			)}
			{waiting.length > 0 && (
				<ol>
					{waiting.map((each) => (
						<li key={each.workflow}>
							<Name>{each.workflow}</Name> waits for {each.wants.join(', ')}, <Since time={each.since} />
						</li>
					))}
				</ol>
			)}
		</div>
	);
}

function Models({ models }: { readonly models: readonly ModelLine[] }) {
	return (
		<Scroll label="Models of Ollama">
			<table>
				<thead>
					<tr>
						<th scope="col">Model</th>
						<th scope="col" className="number">
							Parameters
						</th>
						<th scope="col" className="number">
							Size
						</th>
						<th scope="col">In memory</th>
						<th scope="col">May take part</th>
					</tr>
				</thead>
				<tbody>
					{models.map(({ name, parameters, size_bytes, resident, fault }) => (
						<tr key={name}>
							<th scope="row">
								<Name>{name}</Name>
							</th>
							<td className="number">{parameters === null ? '–' : `${(parameters / 1e9).toFixed(2)} B`}</td>
							<td className="number">{bytesText(size_bytes)}</td>
							<td>{resident === null ? '' : bytesText(resident.memory_bytes)}</td>
							<td>{fault ?? 'yes'}</td>
						</tr>
					))}
				</tbody>
			</table>
		</Scroll>
	);
}
