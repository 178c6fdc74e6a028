import { numberText } from '../../../report/plots/number-text';
import type { CellAnswer } from '../../api/answers';
import { ModelText, Name } from '../../parts/model-text';
import { When } from '../../parts/when';

type Judgment = CellAnswer['judgments'][number];

/** What one judge says of a cell, with its reasons. */
export function JudgmentCard({ judgment }: { readonly judgment: Judgment }) {
	const { by, tier, given, replaced, repeats, unscored } = judgment;
	return (
		<li className="card">
			<h3>
				<Name>{by}</Name> <span className="muted">{tier === 'auto' ? 'auto judge' : 'judge'}</span>
			</h3>
			{unscored !== undefined && (
				<p>
					Left unscored: {unscored.reason}
					{unscored.detail !== '' && <ModelText text={unscored.detail} most={300} />}
				</p>
			)}
			{given !== null && <Given scoring={given} />}
			{repeats.map((each) => (
				<details key={each.asked_at}>
					<summary>Scored again, unannounced</summary>
					<Given scoring={each} />
				</details>
			))}
			{replaced.length > 0 && (
				<details>
					<summary>What it said before</summary>
					{replaced.map((each) => (
						<Given key={each.judged_at} scoring={each} />
					))}
				</details>
			)}
		</li>
	);
}

function Given({ scoring }: { readonly scoring: NonNullable<Judgment['given']> }) {
	const { scores, composite, judged_at, notes } = scoring;
	return (
		<>
			<p className="scores-line">
				{Object.entries(scores)
					.map(([name, score]) => `${name} ${score}`)
					.join(' · ')}
				{' · '}
				<strong>composite {numberText(composite)}</strong>
			</p>
			{Object.entries(notes).map(([name, text]) => (
				<div key={name}>
					<span className="muted">{name}</span>
					<ModelText text={text ?? ''} />
				</div>
			))}
			{judged_at !== '' && (
				<p className="muted">
					<When time={judged_at} />
				</p>
			)}
		</>
	);
}
