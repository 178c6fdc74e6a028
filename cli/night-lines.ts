import type { ListedNight } from '../client/nights';
import { countOf } from '../domain/wording';

/** What came of a night, in one line. */
export function nightWords({ state, verdict, worse, baseline_experiment: baseline }: ListedNight): string {
	const beside = baseline ?? 'its baseline';
	if (verdict === 'worse') return `ALARM: ${countOf(worse.length, 'row')} worse than in ${beside}: ${worse.join(', ')}`;
	if (verdict === 'unclear') return state === 'COMPLETED' ? `unclear beside ${beside}` : 'FAILED: nothing was compared';
	if (verdict === 'no alarm') return `no alarm beside ${beside}`;
	return state === 'RUNNING' ? 'still running' : state.toLowerCase();
}
