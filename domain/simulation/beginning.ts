import { angleOf, type History, type KindHistory } from '../policies/profile';
import type { Beginning, Persona } from './persona';

/** The history that a persona begins with: sums that give the profile which its file tells. */
export function beginningOf({ begin }: Persona): History {
	return Object.fromEntries(Object.entries(begin).map(([kind, told]) => [kind, historyOf(told)]));
}

function historyOf({ tips, preferred_hour, ...told }: Beginning): KindHistory {
	const completed = told.completion_rate * tips;
	const angle = angleOf(preferred_hour ?? 0);
	// Completed at all hours alike, hours cancel each other out.
	const at = preferred_hour === undefined ? 0 : completed;
	return {
		...{ tips, completed, dismissed: told.dismiss_rate * tips },
		...{ dwelt: tips, dwell_seconds: told.mean_dwell_seconds * tips },
		...{ hours_cosine: at * Math.cos(angle), hours_sine: at * Math.sin(angle) },
	};
}
