import { countOf } from '../../../domain/wording';
import { numberText, rangeText } from '../../../report/plots/number-text';
import type { GateAnswer } from '../../api/answers';
import { ModelTexts, Name } from '../../parts/model-text';

interface DecisionProps {
	readonly decision: GateAnswer;
	readonly isNew?: boolean;
}

const passed = { true: 'held', false: 'not held' } as const;

/** One of the three answers of a gate, and why. */
export function Decision({ decision, isNew = false }: DecisionProps) {
	const { answer, baseline, candidate, reasons, guards, difference, bound, number, asked, level, more, again } =
		decision;
	const kind = answer.replaceAll(' ', '-');
	const { value } = difference;
	return (
		<section
			className={`card decision ${kind}`}
			aria-label={`Gate ${number}: ${answer}`}
			role={isNew ? 'status' : undefined}
		>
			<h3>
				<span className="verdict">{answer}</span>{' '}
				<Name>{candidate === null ? 'nothing' : `${candidate.model} × ${candidate.prompt}`}</Name> for{' '}
				<Name>{`${baseline.model} × ${baseline.prompt}`}</Name>
			</h3>
			<p>
				{value === null
					? `No difference is known: ${difference.reason}.`
					: `Difference ${numberText(value.mean)} points (${rangeText(value)}, ${countOf(value.scenarios, 'scenario')}); to be reached: ${numberText(bound)}.`}
			</p>
			<ModelTexts texts={reasons} />
			{guards.length > 0 && (
				<ul>
					{guards.map(({ guard, passed: isHeld, saw }) => (
						<li key={guard}>
							guard {guard}: {isHeld === null ? 'cannot be told' : passed[`${isHeld}`]}; {saw}
						</li>
					))}
				</ul>
			)}
			{more !== null && more.scenarios.value === null && <p>What would decide it: {more.scenarios.reason}.</p>}
			<p className="muted">
				Gate {number} of this experiment, at {level.toPrecision(2)} of alpha {String(asked.alpha)}.
				{again === true &&
					' The same was asked of the same data before: that decision stands, and no other gate is counted.'}
			</p>
		</section>
	);
}
