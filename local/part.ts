import type { ExitStatus } from '../machine/leashed-process';
import type { Say } from '../machine/say';

/** Which rung of the ladder a part came from. */
export type Origin = 'running' | 'path' | 'cache' | 'download' | 'wheel' | 'recipe';

/** An origin as a person reads it. */
export const originInWords: Record<Origin, string> = {
	running: 'already running',
	path: 'from PATH',
	cache: 'from the cache',
	download: 'downloaded',
	wheel: 'from PyPI',
	recipe: 'built here',
};

/** The parts of the stack, as people call them. */
export type PartName = 'Temporal' | 'MLflow' | 'Ollama';

/** A part that can be started. */
export interface LocatedPart {
	command: string;
	/** Arguments that come before all others. */
	args: string[];
	version: string;
	origin: Origin;
}

/** How a part is looked for. */
export interface LocateOptions {
	cacheDir: string;
	env: NodeJS.ProcessEnv;
	say: Say;
	signal?: AbortSignal | undefined;
	/** Whether a part that is not there may be downloaded or built; true by default. */
	install?: boolean;
}

/** How a part is started. */
export interface StartOptions extends LocateOptions {
	/** The folder of the part's data and of `logs/`. */
	stateDir: string;
	/** Exactly this port; without it the part's usual one, or the next that is free. */
	port?: number | undefined;
	/** Arguments after our own. */
	args?: string[];
	/** Set in the part's environment over all else; an undefined value removes. */
	partEnv?: Record<string, string | undefined>;
	/** A part that was located already. */
	located?: LocatedPart;
}

/** A part that answers. */
export interface RunningPart {
	name: PartName;
	/** `host:port` for Temporal, a URL without a trailing slash for the others. */
	address: string;
	/** The leader of its process group; undefined where it is not ours. */
	pid: number | undefined;
	version: string;
	origin: Origin;
	/** Undefined where it is not ours. */
	logFile: string | undefined;
	/** Ends it in order; does nothing where it is not ours. */
	stop(): Promise<void>;
	/** Ends its whole process group at once; does nothing where it is not ours. */
	kill(): void;
	/** When it ends; never, where it is not ours. */
	exited: Promise<ExitStatus>;
}

/** A part that somebody else runs. */
export function foreignPart(name: PartName, address: string, version: string): RunningPart {
	return {
		name,
		address,
		version,
		pid: undefined,
		origin: 'running',
		logFile: undefined,
		stop: async () => {},
		kill: () => {},
		exited: new Promise(() => {}),
	};
}
