import { countOf } from '../../../domain/wording';
import { timeAbout } from '../../../report/time-about';
import type { PlanSummary } from '../../api/answers';
import { Name } from '../../parts/model-text';
import { Notes } from '../../parts/plan-box';
import { bytesText } from '../../parts/units';

/** The numbers of a bench's plan. */
export function PlanNumbers({ plan }: { readonly plan: PlanSummary }) {
	const { cells, reused, loads, models, at_most_seconds, notes, gpu_memory_bytes } = plan;
	return (
		<>
			<p>
				<strong>{countOf(cells, 'cell')}</strong>
				{reused > 0 && `, of which ${reused} are there already`}, {countOf(loads, 'model load')}, at most{' '}
				{timeAbout(at_most_seconds)}
			</p>
			<ul>
				{models.map(({ model, cells: own, memory_bytes, fits }) => (
					<li key={model}>
						<Name>{model}</Name>: {countOf(own, 'cell')}, about {bytesText(memory_bytes)}
						{fits === false && <strong className="warning"> does not fit into {bytesText(gpu_memory_bytes)}</strong>}
					</li>
				))}
			</ul>
			<Notes notes={notes} />
		</>
	);
}
