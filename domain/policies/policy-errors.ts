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
	DecisionUnknown: {
		final: true,
		meaning:
			'There is no decision of that id: there never was, its user was forgotten, or it was older than decisions are kept.',
		remedy: 'Send the id that the answer to `/recommend` or `/score` has as `decision`.',
	},
	DecisionOfOther: {
		final: true,
		meaning: 'A reward came for a decision that another policy made.',
		remedy: "Send it to that policy's route, or to `POST /reward`, which takes any.",
	},
	RewardConflict: {
		final: true,
		meaning: 'A decision has another reward already; a reward is taken once.',
		remedy: 'Nothing: the first one counts. Send only the final reward of a decision.',
	},
	RewardTooLate: {
		final: true,
		meaning: 'A reward came later after its decision than rewards are taken.',
		remedy: 'Send rewards earlier, or let TIP_BENCH_SERVE_REWARD_DAYS be more.',
	},
	StoreBusy: {
		final: false,
		meaning: 'Another process has kept the store of policies to itself for longer than is waited.',
		remedy: 'Ask again; if it stays so, see which process works on that file.',
	},
	StoreFull: {
		final: false,
		meaning: 'The store of policies cannot be written: the disk is full. Nothing was taken of what was asked.',
		remedy: 'Make room on the disk of the state folder, then ask again.',
	},
	StoreInvalid: {
		final: true,
		meaning: 'The store of policies is damaged, of another version, or cannot be opened. It is left as it is.',
		remedy:
			'Put a copy of it back, or move the file away, so that an empty one is made; another version needs its program.',
	},
	ServingUnavailable: {
		final: false,
		meaning: 'The process that serves policies does not answer, or cannot just now.',
		remedy: 'Start it with `./tip-bench serve`; see that its address is right.',
	},
	ServingRefused: {
		final: true,
		meaning: 'The process that serves policies refused what it was asked, or answered what it should not.',
		remedy: 'See the message: the token may be wrong, or something else may be at that address.',
	},
	PoliciesInvalid: {
		final: true,
		meaning: '`policies.json`, which says which policy is active, is not as it has to be.',
		remedy: 'Correct what the message names, or remove the file: then the first policy is active again.',
	},
	NothingBefore: {
		final: true,
		meaning: 'There is nothing to roll back to: nothing was active before.',
		remedy: 'See `./tip-bench policy list`, or `./tip-bench prompt active`.',
	},
	DecisionLogInvalid: {
		final: true,
		meaning: 'A decision log has rows that are none, or holds a decision twice; they are named by line.',
		remedy:
			'Correct the lines that the message names, or export the log again, and give it as it is: spreadsheets change what they save.',
	},
	StudyInvalid: {
		final: true,
		meaning: 'Policies cannot be compared by these episodes: some are missing, or were run with other settings.',
		remedy: 'Run what the message names (`tip-bench sim run` runs only what is missing); nothing was decided.',
	},
	PromotionRefused: {
		final: true,
		meaning: 'A policy was to become active that has not beaten the one that is.',
		remedy:
			'Simulate it beside the active one (`./tip-bench sim run`), with more personas where the evidence is not enough.',
	},
	ServingDiffers: {
		final: false,
		meaning: 'Over HTTP a policy chose otherwise for a simulated user than the same policy does here.',
		remedy:
			'Let the server run the same version; else somebody else simulates the same users there, and it mends itself.',
	},
} as const satisfies Record<string, ErrorEntry>;
