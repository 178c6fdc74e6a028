import { Alert, Button } from '@mantine/core';
import type { RefusedScores } from '../../judging/desk';
import type { SittingStore } from '../../judging/sitting-store';
import { ModelText } from '../../parts/model-text';

interface RefusedProps {
	readonly refused: readonly RefusedScores[];
	readonly sitting: SittingStore;
}

/** Scores that were not taken, such as those of an item that the same judge has scored otherwise in another tab. */
export function Refused({ refused, sitting }: RefusedProps) {
	return refused.map((scores) => (
		<Alert key={scores.run_id} color="red" role="alert" title="Scores that were not taken" className="refused">
			<ModelText text={scores.why} />
			<p>
				Yours:{' '}
				{Object.entries(scores.scores)
					.map(([name, score]) => `${name} ${score}`)
					.join(', ')}
				{scores.note !== '' && <ModelText text={scores.note} />}
			</p>
			<div className="controls">
				<Button size="xs" onClick={() => sitting.settle(scores, 'replace')}>
					Put mine in their place
				</Button>
				<Button size="xs" variant="default" onClick={() => sitting.settle(scores, 'give-up')}>
					Leave what is there
				</Button>
			</div>
		</Alert>
	));
}
