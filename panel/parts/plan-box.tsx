import type { ReactNode } from 'react';
import { countOf } from '../../domain/wording';
import type { Problem } from '../api/problem';
import { ModelText } from './model-text';
import { Failed } from './states';

interface PlanBoxProps<T> {
	readonly dry: { readonly plan: T | null; readonly problem: Problem | null; readonly isNew: boolean };
	readonly children: (plan: T) => ReactNode;
}

/** What would be done, by what is filled in; or why that cannot be told. */
export function PlanBox<T>({ dry: { plan, problem, isNew }, children }: PlanBoxProps<T>) {
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
			{plan !== null && problem === null && children(plan)}
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

/** What a person should know of a plan. */
export function Notes({ notes }: { readonly notes: readonly string[] }) {
	return notes.map((note) => (
		<div key={note} className="muted">
			<ModelText text={note} />
		</div>
	));
}
