import { entryOf } from '../../judging/entry-of-run';
import type { RunWithTexts } from '../../mlflow/recorded-runs';

/** What is shown of a run is the same by any rubric. */
const anyRubric = { flags: [], dimensions: [] };

/** What a judge is shown of a run; `null` where it is damaged. */
export function shownOfRun(found: RunWithTexts) {
	try {
		const { candidates, scenario } = entryOf(anyRubric, found);
		return { candidates: [...candidates], scenario: scenario === null ? null : { ...scenario } };
	} catch {
		return null;
	}
}
