import { setTimeout as sleep } from 'node:timers/promises';
import type { ExitStatus } from '../../machine/leashed-process';

/** A running process group, as `local/` starts them. */
export interface Running {
	readonly pid?: number | undefined;
	readonly exited: Promise<ExitStatus>;
	kill(): void;
	stop(): Promise<void>;
}

/** A part of the stage: it can be harmed, and is started again whenever it ends, as an init system would. */
export interface KeptPart {
	readonly name: string;
	/** When it ended though nobody had harmed it, and how. */
	readonly ownEnds: readonly { readonly at: number; readonly how: string }[];
	/** Kills the whole process group, and starts it again after a while. Resolves when it runs again. */
	killFor(ms: number): Promise<void>;
	/** Stops the whole process group without its knowing, and lets it go on after a while. */
	freezeFor(ms: number): Promise<void>;
	stop(): Promise<void>;
}

/** How long an init system waits before it starts again what ended by itself. Milliseconds. */
const restartMs = 1000;

/**
 * Starts a part and keeps it running.
 * @param start starts it once, on the same port and data each time
 * @throws what the first start throws; later ones are tried again until one works
 */
export async function keepPart(name: string, start: () => Promise<Running>): Promise<KeptPart> {
	const ownEnds: { at: number; how: string }[] = [];
	const ending = new AbortController();
	const pause = (ms: number) => sleep(ms, undefined, { signal: ending.signal }).catch(() => undefined);
	let running: Running | undefined;
	let turn: Promise<void> = Promise.resolve();
	// One thing at a time is done to a part: what is down cannot be killed once more, or started twice.
	const inTurn = (act: () => Promise<void>) => {
		turn = turn.then(act);
		return turn;
	};

	const watch = (begun: Running) => {
		running = begun;
		begun.exited.then(({ code, signal }) =>
			inTurn(async () => {
				if (running !== begun || ending.signal.aborted) return;
				ownEnds.push({ at: Date.now(), how: signal ?? `code ${code}` });
				await pause(restartMs);
				await startAgain();
			}),
		);
	};
	const startAgain = async () => {
		while (!ending.signal.aborted) {
			const begun = await start().catch(() => undefined);
			if (begun !== undefined) return watch(begun);
			await pause(restartMs);
		}
	};

	watch(await start());
	return {
		name,
		ownEnds,
		killFor: (ms) =>
			inTurn(async () => {
				const taken = running;
				running = undefined;
				taken?.kill();
				await taken?.exited;
				await pause(ms);
				await startAgain();
			}),
		freezeFor: (ms) =>
			inTurn(async () => {
				signalGroup(running, 'SIGSTOP');
				await pause(ms);
				signalGroup(running, 'SIGCONT');
			}),
		stop: async () => {
			ending.abort();
			await turn;
			await running?.stop();
		},
	};
}

function signalGroup(running: Running | undefined, signal: NodeJS.Signals): void {
	if (running?.pid === undefined) return;
	try {
		process.kill(-running.pid, signal);
	} catch {
		// It ended in between, and is started again.
	}
}
