import { Switch } from '@mantine/core';
import { secondsEach, usualSecondsEach } from '../../../domain/judging/pace';
import { countSkipped } from '../../../domain/judging/sitting/sitting';
import { timeAbout } from '../../../report/time-about';
import { leftOf, type SittingState, type SittingStore } from '../../judging/sitting-store';
import { Name } from '../../parts/model-text';
import { useQueryText } from '../../parts/query-text';

interface SittingBarProps {
	readonly state: SittingState;
	readonly sitting: SittingStore;
	readonly by: string;
	readonly areKeysOn: boolean;
	readonly setKeysOn: (areOn: boolean) => void;
}

/** Always in sight: whether all is saved, how far the sitting is, and how long it takes. */
export function SittingBar({ state, sitting, by, areKeysOn, setKeysOn }: SittingBarProps) {
	const [, setBy] = useQueryText('by');
	const { desk, draftTrouble } = state;
	if (desk === null) return null;
	const skipped = countSkipped(desk.sitting);
	return (
		<div className="sitting-bar">
			<Saved state={state} hurry={sitting.hurry} />
			<span>
				{desk.scored} scored, {leftWords(state)}
				{skipped > 0 && `, ${skipped} for later`}
			</span>
			<span>
				as <Name>{by}</Name>{' '}
				<button type="button" className="more" onClick={() => setBy('')}>
					other name
				</button>
			</span>
			<Switch size="xs" label="Keys" checked={areKeysOn} onChange={(event) => setKeysOn(event.currentTarget.checked)} />
			{draftTrouble !== null && <strong className="warning">{draftTrouble}</strong>}
		</div>
	);
}

function Saved({ state: { desk, saving }, hurry }: { readonly state: SittingState; readonly hurry: () => void }) {
	const unstored = desk?.unstored.length ?? 0;
	const { trouble } = saving;
	if (trouble !== null)
		return (
			<span className="saved failed-saving" role="status">
				<strong>Saving failed, retrying</strong> ({unstored} kept in this browser, tried {trouble.tries}×):{' '}
				{trouble.why}{' '}
				<button type="button" className="more" onClick={hurry}>
					now
				</button>
			</span>
		);
	return (
		<span className={`saved ${unstored > 0 ? 'is-saving' : ''}`} role="status">
			{unstored > 0 ? `Saving ${unstored} …` : 'All saved'}
		</span>
	);
}

function leftWords(state: SittingState): string {
	const left = leftOf(state);
	if (left === null) return 'counting';
	if (left === 0) return 'none left';
	const pace = secondsEach(state.desk?.times ?? []);
	const each = Math.round(pace ?? usualSecondsEach);
	return `${left} left: ${timeAbout(left * each)} at ${each} s each${pace === null ? ', as is usual' : ''}`;
}
