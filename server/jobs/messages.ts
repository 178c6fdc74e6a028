import type { SentFailure } from '../../contracts/sent-failure';
import type { JobName } from './job';

/** What goes to the thread that does jobs. */
export type ToThread =
	| { readonly is: 'start'; readonly id: number; readonly name: JobName; readonly input: unknown }
	| { readonly is: 'more'; readonly id: number; readonly part: unknown }
	| { readonly is: 'no more'; readonly id: number }
	| { readonly is: 'stop'; readonly id: number };

/** What comes back. */
export type FromThread =
	| { readonly is: 'part'; readonly id: number; readonly part: unknown }
	| { readonly is: 'done'; readonly id: number; readonly result: unknown }
	| { readonly is: 'failed'; readonly id: number; readonly failure: SentFailure };
