import type { ErrorEntry } from '../../machine/coded-error';

/** What can go wrong with policies, their states and their decisions. */
export const policyErrors = {
	PolicyInputInvalid: {
		final: true,
		meaning: 'What a policy was asked has faults: no tip, wrong features, or a reward that is none.',
		remedy: 'Correct what the message names; nothing was chosen or learned.',
	},
	PolicyStateInvalid: {
		final: true,
		meaning: "A kept state is another policy's, of another version or dimension, or damaged.",
		remedy: 'Reset that user (`POST /reset`), so that the policy begins anew; it is never read as something else.',
	},
	DecisionLogInvalid: {
		final: true,
		meaning: 'A decision log has rows that are none, or holds a decision twice; they are named by line.',
		remedy: 'Correct the lines that the message names, or export the log again.',
	},
	StudyInvalid: {
		final: true,
		meaning: 'Policies cannot be compared by these episodes: some are missing, or were run with other settings.',
		remedy: 'Run what the message names (`tip-bench sim run` runs only what is missing); nothing was decided.',
	},
} as const satisfies Record<string, ErrorEntry>;
