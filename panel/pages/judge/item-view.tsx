import type { Ref } from 'react';
import type { SittingItem } from '../../../domain/judging/sitting/sitting';
import { ModelText, Name } from '../../parts/model-text';
import { ScenarioFields } from '../../parts/scenario-fields';

interface ItemViewProps {
	readonly item: SittingItem;
	readonly heading: Ref<HTMLHeadingElement>;
}

/** What is to be scored: the scenario by its fields, and what somebody or something answered to it. */
export function ItemView({ item: { scenario, candidates }, heading }: ItemViewProps) {
	const { name, ...fields } = scenario ?? {};
	return (
		<section className="item" aria-labelledby="item-title">
			<h2 id="item-title" ref={heading} tabIndex={-1}>
				Scenario {typeof name === 'string' && <Name>{name}</Name>}
			</h2>
			{scenario === null ? <p className="muted">No scenario was kept.</p> : <ScenarioFields fields={fields} />}
			<h2>Candidates</h2>
			{candidates.length === 0 ? (
				<p className="muted">None could be read.</p>
			) : (
				<ol className="candidates">
					{candidates.map((text, at) => (
						// biome-ignore lint/suspicious/noArrayIndexKey: two candidates may be the same
						<li key={at}>
							<ModelText text={text} most={1_500} lines={20} />
						</li>
					))}
				</ol>
			)}
		</section>
	);
}
