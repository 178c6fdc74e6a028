import type { Log } from '../machine/log';
import type { Places } from '../places/places';
import type { Access } from './access/access';
import type { Parts } from './parts';

/** What routes are given; one for the life of a server. */
export interface ServerContext {
	/** Where the parts are, and one client of each. */
	readonly places: Places;
	readonly log: Log;
	/** Milliseconds since 1970. */
	readonly now: () => number;
	/** By what it is decided who may. */
	readonly access: Access;
	/** Which parts are away. */
	readonly parts: Parts;
	/** Aborted when the server ends: what lasts, such as an event stream, then ends by itself. */
	readonly ending: AbortSignal;
}
