import type { Status } from '../../../domain/bench/status';
import { phaseLine, phaseWords } from './phases';

/** The phases of a bench as a line. */
export function Phases({ status, isRunning }: { readonly status: Status; readonly isRunning: boolean }) {
	return (
		<ol className="phases" aria-label="Phases">
			{phaseLine(status, isRunning).map(({ phase, stand }) => (
				<li key={phase} className={stand.replace(' ', '-')} aria-current={stand === 'now' ? 'step' : undefined}>
					{phaseWords[phase]}
					<span className="unseen"> ({stand})</span>
				</li>
			))}
		</ol>
	);
}
