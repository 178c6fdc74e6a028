import type { Log } from '../../machine/log';
import type { Decided } from '../decide';
import type { ServingSettings } from '../settings';
import type { ShadowName } from '../shadow-names';
import type { Store } from '../store/open-store';
import type { WatchedPolicies } from '../watched-policies';
import type { ServingAccess } from './guard';
import type { ServingMetrics } from './metrics';

/** What routes are given; one for the life of a server. */
export interface ServingContext {
	readonly store: Store;
	readonly policies: WatchedPolicies;
	readonly settings: ServingSettings;
	readonly access: ServingAccess;
	readonly metrics: ServingMetrics;
	readonly log: Log;
	/** Milliseconds since 1970. */
	readonly now: () => number;
	/** Of the program. */
	readonly version: string;
	/** Lets shadows know of a decision of the active policy, once whoever asked has the answer. */
	tellShadows(decided: Decided, shadows: readonly ShadowName[]): void;
}
