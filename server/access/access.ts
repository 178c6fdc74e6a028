import { adminPlace, keptToken, type Token } from '../../http/access/token';
import { limitTries, type Tries, type TryLimits, usualLimits } from '../../http/access/tries';
import type { Env } from '../../machine/environment/kinds';
import { readVariable } from '../../machine/environment/read';
import type { Log } from '../../machine/log';
import { allowedHosts, type Hosts } from './hosts';
import { keepSessions, type Sessions } from './sessions';

/** All by which a server decides who may. */
export interface Access {
	readonly token: Token;
	readonly sessions: Sessions;
	readonly hosts: Hosts;
	readonly tries: Tries;
}

/** What it leans on. */
export interface AccessOptions {
	readonly env: Env;
	/** The address that the server listens on. */
	readonly bound: string;
	/** Milliseconds since 1970. */
	readonly now: () => number;
	readonly log: Log;
	readonly limits?: TryLimits;
}

/**
 * The access of a server, from its environment.
 * @throws MachineError EnvironmentInvalid
 */
export function createAccess({ env, bound, now, log, limits = usualLimits }: AccessOptions): Access {
	const token = keptToken(adminPlace, env, now);
	return {
		token,
		sessions: keepSessions({ ...{ env, now, log }, fingerprint: token.fingerprint }),
		hosts: allowedHosts(bound, readVariable(env, 'TIP_BENCH_ADMIN_HOSTS') ?? []),
		tries: limitTries(limits, (address) => log.warn({ address }, `a wrong token came from ${address}`)),
	};
}
