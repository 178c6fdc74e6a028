import type { SentFailure } from '../../contracts/sent-failure';
import type { EpisodeBatch } from '../../contracts/sim';
import type { PairResults } from '../../domain/simulation/pair-results';

/** What goes to a thread that runs episodes. */
export type ToThread =
	| { readonly is: 'start'; readonly id: number; readonly batch: EpisodeBatch }
	| { readonly is: 'stop'; readonly id: number };

/** What comes back. */
export type FromThread =
	| { readonly is: 'done'; readonly id: number; readonly results: PairResults[] }
	| { readonly is: 'failed'; readonly id: number; readonly failure: SentFailure };
