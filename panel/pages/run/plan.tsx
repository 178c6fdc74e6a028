import { countOf } from '../../../domain/wording';
import { timeAbout } from '../../../report/time-about';
import type { PlanSummary } from '../../api/answers';
import type { Problem } from '../../api/problem';
import { ModelText, Name } from '../../parts/model-text';
import { Failed } from '../../parts/states';
import { bytesText } from '../../parts/units';
import type { DryRun } from './use-dry-run';

/** What would be done: cells, loads, what fits, how long. */
export function Plan({ dry: { plan, problem, isNew } }: { readonly dry: DryRun }) {
	return (
		<section className="card plan" aria-live="polite" aria-busy={!isNew && problem === null}>
			<h2>What it would do</h2>
			{problem !== null &&
				(problem.details.faults.length > 0 ? (
					<Faults faults={problem.details.faults} />
				) : (
					<Failed error={problem} what="plan" />
				))}
			{plan === null && problem === null && <p className="muted">Planning …</p>}
			{plan !== null && problem === null && <Numbers plan={plan} />}
		</section>
	);
}

/** Faults of a key stand at its field; what is about no single key, such as a model that is not pulled, stands here. */
function Faults({ faults }: { readonly faults: Problem['details']['faults'] }) {
	const others = faults.filter(({ key }) => key === '');
	const atFields = faults.length - others.length;
	return (
		<>
			{atFields > 0 && <p className="warning">{countOf(atFields, 'fault')}: see the fields.</p>}
			{others.map(({ message }) => (
				<div key={message} className="warning">
					<ModelText text={message} />
				</div>
			))}
		</>
	);
}

function Numbers({ plan }: { readonly plan: PlanSummary }) {
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
			{notes.map((note) => (
				<p key={note} className="muted">
					{note}
				</p>
			))}
		</>
	);
}
