import type { Scale } from '../../../domain/judging/sitting/scales';

interface ScaleButtonsProps {
	readonly scale: Scale;
	readonly score: number | undefined;
	/** Whether the score is the program's own. */
	readonly isComputed: boolean;
	readonly isAsked: boolean;
	/** Digits of a score that is not whole yet. */
	readonly typed: string;
	readonly give: (score: number) => void;
}

/** A wider scale has no button for each of its scores. */
const mostButtons = 11;

/** One scale with its scores to choose from. */
export function ScaleButtons({ scale, score, isComputed, isAsked, typed, give }: ScaleButtonsProps) {
	const { name, kind, min, max } = scale;
	const count = max - min + 1;
	const scores = Array.from({ length: Math.min(count, mostButtons) }, (_, at) => min + at);
	const title = name.replaceAll('_', ' ');
	return (
		<fieldset className={`scale ${isAsked ? 'is-asked' : ''}`} aria-current={isAsked ? 'step' : undefined}>
			<legend>
				{title}
				{isAsked && <span className="unseen"> (is asked)</span>}
				{isComputed && <span className="muted"> computed</span>}
				{typed !== '' && <span className="typed">{typed}…</span>}
			</legend>
			{count > mostButtons ? (
				<label className="muted">
					<input
						type="number"
						min={min}
						max={max}
						step={1}
						value={score ?? ''}
						aria-label={title}
						onChange={(event) => {
							const { valueAsNumber, validity } = event.currentTarget;
							if (validity.valid && Number.isInteger(valueAsNumber)) give(valueAsNumber);
						}}
					/>{' '}
					{min} to {max}; or type it, Enter ends it
				</label>
			) : (
				<div className="scores">
					{scores.map((each) => (
						<button
							key={each}
							type="button"
							aria-pressed={score === each}
							aria-label={`${title} ${kind === 'flag' ? (each === 1 ? 'yes' : 'no') : each}`}
							onClick={(event) => {
								give(each);
								// Whoever clicks and then presses Enter wants to submit, not to click once more.
								if (event.detail > 0) event.currentTarget.blur();
							}}
						>
							{kind === 'flag' ? (each === 1 ? 'yes' : 'no') : each}
						</button>
					))}
				</div>
			)}
		</fieldset>
	);
}
