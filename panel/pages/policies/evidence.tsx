import { Link } from 'wouter';
import type { PoliciesAnswer } from '../../api/answers';
import { ModelText, ModelTexts, Name } from '../../parts/model-text';
import { linkTo } from '../../shell/links';

/** What a policy was promoted on: a decision of a simulation, or whatever a person has written there. */
export function Evidence({ evidence }: { readonly evidence: PoliciesAnswer['evidence'] }) {
	if (evidence === null) return <p className="muted">No evidence is kept: nothing was compared for it.</p>;
	const { experiment, baseline, reasons, run_id, ...others } = evidence;
	if (typeof experiment !== 'string') return <ModelText text={JSON.stringify(evidence)} most={300} lines={4} />;
	const why = Array.isArray(reasons) ? reasons.map(String) : [];
	const rest = Object.entries(others).filter(([, value]) => value !== null);
	return (
		<>
			<p>
				It has beaten {typeof baseline === 'string' ? baseline : 'what was before'} in{' '}
				<Link href={linkTo('simulation', { experiment })}>
					<Name>{experiment}</Name>
				</Link>
				{typeof run_id === 'string' && (
					<>
						, by the decision in MLflow run <Name>{run_id}</Name>
					</>
				)}
				.
			</p>
			{why.length > 0 && <ModelTexts texts={why} />}
			{rest.length > 0 && (
				<details>
					<summary>The whole evidence</summary>
					<ModelText text={JSON.stringify(evidence, null, 2)} most={2_000} lines={60} />
				</details>
			)}
		</>
	);
}
