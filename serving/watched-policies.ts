import { statSync } from 'node:fs';
import { messageOf } from '../machine/coded-error';
import type { Env } from '../machine/environment/kinds';
import type { Log } from '../machine/log';
import { type ActivePolicies, policiesFile, readActive } from './active-policies';

/** Which policies are served, as a process that lives long sees them. */
export interface WatchedPolicies {
	/** As the file has them now. While it is damaged, as it last had them. */
	now(): ActivePolicies;
	/** What is wrong with the file, if anything. */
	fault(): string | null;
}

/** Reads `policies.json` again whenever it has changed. @throws TipBenchError PoliciesInvalid where it is damaged from the beginning */
export function watchPolicies(env: Env, log: Log): WatchedPolicies {
	const path = policiesFile(env);
	let seen = stateOf(path);
	let policies = readActive(env);
	let fault: string | null = null;
	const look = () => {
		const state = stateOf(path);
		if (state === seen) return;
		seen = state;
		try {
			policies = readActive(env);
			fault = null;
			log.info({ active: policies.active, shadows: policies.shadows }, `${policies.active} is the active policy now`);
		} catch (error) {
			fault = messageOf(error);
			log.error(`${fault}\n${policies.active} stays the active policy until that is mended`);
		}
	};
	return {
		now: () => {
			look();
			return policies;
		},
		fault: () => {
			look();
			return fault;
		},
	};
}

/** Changes whenever the file does; the number of a file that was put in its place is another. */
function stateOf(path: string): string {
	const found = statSync(path, { throwIfNoEntry: false, bigint: true });
	return found === undefined ? '' : `${found.ino} ${found.mtimeNs} ${found.size}`;
}
