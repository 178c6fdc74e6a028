import { createHash, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { isYounger } from '../../domain/younger';
import { keptText } from '../../http/access/kept-text';
import { adminFolder, writeSecret } from '../../http/access/secret-files';
import { messageOf } from '../../machine/coded-error';
import type { Env } from '../../machine/environment/kinds';
import type { Log } from '../../machine/log';

/** A person's session at the panel. Times in milliseconds since 1970. */
export interface Session {
	readonly startedAt: number;
	/** When it ends if nothing more is asked. */
	readonly idleAt: number;
	/** When it ends whatever is asked. */
	readonly endsAt: number;
}

/** The sessions of a server. They outlive it: the folder holds of each the hash of its id, never the id. */
export interface Sessions {
	/** Starts one. @returns its id: 256 bits that only the browser keeps */
	start(): Promise<{ readonly id: string; readonly session: Session }>;
	/** The session of an id, which thereby goes on; `null` where it has ended, or never was. */
	find(id: string): Session | null;
	/** Whether an id is that of a session, which does not thereby go on. */
	has(id: string): boolean;
	/** Ends one for every browser that has it. */
	end(id: string): Promise<void>;
	endAll(): Promise<void>;
}

/** What sessions lean on. */
export interface SessionsOptions {
	readonly env: Env;
	readonly now: () => number;
	readonly log: Log;
	/** Changes with the token: a session that another one began has ended. */
	readonly fingerprint: () => string;
}

const hourMs = 3_600_000;

/** A judge's break for the night ends no session, a forgotten browser does. */
export const idleMs = 12 * hourMs;

/** A week of work. */
export const wholeMs = 7 * 24 * hourMs;

/** More than the people of any team have browsers; the oldest goes. */
const most = 500;

/** Milliseconds after which it is written down again that a session is in use. */
const writtenMs = 60_000;

const keptSchema = z.array(z.object({ hash: z.string(), by: z.string(), started: z.number(), seen: z.number() }));

type Kept = z.infer<typeof keptSchema>[number];

const sessionsFile = 'sessions.json';

/** The sessions in the state folder of an environment. Where that cannot be written they live as long as the process. */
export function keepSessions({ env, now, log, fingerprint }: SessionsOptions): Sessions {
	const file = keptText(join(adminFolder(env), sessionsFile), now);
	let sessions: Kept[] = [];
	let accounted: (string | undefined)[] = [undefined];
	let writing: Promise<unknown> = Promise.resolve();
	let writtenAt = 0;

	/** What another server on this folder has written since is taken over; what we wrote is known. */
	const takeOver = () => {
		const text = file.read();
		if (accounted.includes(text)) return;
		accounted = [text];
		const seen = new Map(sessions.map((each) => [each.hash, each.seen]));
		sessions = parse(text).map((each) => ({ ...each, seen: Math.max(each.seen, seen.get(each.hash) ?? 0) }));
	};
	const living = (): Kept[] => {
		takeOver();
		const by = fingerprint();
		const isLiving = (each: Kept) => each.by === by && Math.min(endOf(each).endsAt, endOf(each).idleAt) > now();
		sessions = sessions.map((each) => notLater(each, now())).filter(isLiving);
		return sessions;
	};
	const noteWritten = () => {
		accounted = accounted.filter((each) => each !== undefined);
		file.forget();
	};
	const write = (next: Kept[]): Promise<unknown> => {
		sessions = next;
		writtenAt = now();
		const text = `${JSON.stringify(next)}\n`;
		accounted = [...accounted.slice(-3), text];
		writing = writing
			.then(() => writeSecret(adminFolder(env), sessionsFile, text))
			.then(noteWritten, (error) => log.warn(`sessions end with this process: ${messageOf(error)}`));
		return writing;
	};
	return {
		start: async () => {
			const id = randomBytes(32).toString('base64url');
			const kept = { hash: hashOf(id), by: fingerprint(), started: now(), seen: now() };
			await write([...living(), kept].slice(-most));
			return { id, session: endOf(kept) };
		},
		find: (id) => {
			const hash = hashOf(id);
			const kept = living().find((each) => each.hash === hash);
			if (kept === undefined) return null;
			kept.seen = now();
			if (!isYounger(writtenAt, writtenMs, now())) void write([...sessions]);
			return endOf(kept);
		},
		has: (id) => living().some(({ hash }) => hash === hashOf(id)),
		end: async (id) => {
			await write(living().filter((each) => each.hash !== hashOf(id)));
		},
		endAll: async () => {
			await write([]);
		},
	};
}

function endOf({ started, seen }: Kept): Session {
	return { startedAt: started, idleAt: seen + idleMs, endsAt: started + wholeMs };
}

/** One that a clock began which was set back since ends no later than one that begins now. */
function notLater(each: Kept, now: number): Kept {
	return { ...each, started: Math.min(each.started, now), seen: Math.min(each.seen, now) };
}

/** What cannot be read is no session: people sign in again. */
function parse(text: string | undefined): Kept[] {
	try {
		return keptSchema.parse(JSON.parse(text ?? '[]'));
	} catch {
		return [];
	}
}

function hashOf(id: string): string {
	return createHash('sha256').update(id).digest('base64url');
}
