import { countOf } from '../../domain/wording';

/** How much of a large experiment a page shows: it is to open on a telephone. */
export const mostShown = {
	/** Rows of a plot. */
	rows: 60,
	/** Rows and columns of the paired matrix. */
	matrix: 40,
	/** Scenarios of the heat map. */
	scenarios: 100,
	/** Rows whose tips are shown. */
	samples: 100,
	/** Names in a list, such as of scenarios. */
	names: 200,
} as const;

/** What to say where not all is shown; `null` where it is. */
export function leftOutWords(shown: number, all: number, noun: string, which = 'the first'): string | null {
	return shown >= all ? null : `Shown are ${which} ${shown} of ${countOf(all, noun)}.`;
}
