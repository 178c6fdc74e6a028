import type { CommandEnd } from './run-command';

/** A machine with a Docker engine, as a person who is logged in there has it. */
export interface Server {
	/** Such as `Docker Engine 26.1.5, Compose 2.26.1`. */
	readonly title: string;
	/** Whether images of the names that docker-compose.yml pins are made here; else they are pulled. */
	readonly hasStandIns: boolean;
	/** Whether it can give a container an NVIDIA card. */
	readonly hasNvidia: boolean;
	/**
	 * Runs a command in a folder of that machine; `code` is `null` where it took longer than its limit.
	 * @throws the reason for which the whole run was aborted
	 */
	run(command: readonly string[], options: ServerRun): Promise<CommandEnd>;
	/** Ends what was started for it. */
	stop(): Promise<void>;
}

/** @see Server.run */
export interface ServerRun {
	readonly cwd: string;
	readonly limitSeconds: number;
	readonly input?: string;
	/** Also when the run has been aborted: for tidying up. */
	readonly always?: boolean;
}

/** What is on hand for the whole run. */
export interface Setting {
	/** The folder of all that the run makes. */
	readonly folder: string;
	readonly say: (line: string) => void;
	readonly signal: AbortSignal;
	/** An open file for all that commands say. */
	readonly log: number;
}

/** The environment of commands: nothing in it may outweigh the checkout's `.env`. */
export function plainEnvironment(): Record<string, string | undefined> {
	const entries = Object.entries(process.env);
	return Object.fromEntries(entries.filter(([name]) => !/^(COMPOSE|TIP_BENCH|POSTGRES|MLFLOW)_/.test(name)));
}
