import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { adminFolder, writeSecret } from '../../http/access/secret-files';
import type { Env } from '../../machine/environment/kinds';

/** Which deliveries of webhooks were taken; it outlives the server. */
export interface Deliveries {
	/**
	 * Does the work of a delivery, once for each id, however often and at once it comes.
	 * @returns `null` where it was done before
	 * @throws what the work throws, after which the delivery may come again; MachineError FileUnwritable
	 */
	once<T>(id: string, work: () => Promise<T>): Promise<T | null>;
}

/** Senders try again for a day or two; the signature's own time keeps strangers from sending an old one. Milliseconds. */
const keptMs = 7 * 24 * 3_600_000;

/** More than a team's judges send in that time. */
const most = 2_000;

const keptSchema = z.array(z.object({ id: z.string(), at: z.number() }));

type Kept = z.infer<typeof keptSchema>;

const deliveriesFile = 'deliveries.json';

/** The deliveries that the state folder of an environment knows of. @param now milliseconds since 1970 */
export function keepDeliveries(env: Env, now: () => number): Deliveries {
	const path = join(adminFolder(env), deliveriesFile);
	let kept = read(path);
	let last: Promise<unknown> = Promise.resolve();
	const work = async <T>(id: string, each: () => Promise<T>): Promise<T | null> => {
		// Another server on this folder may have taken it.
		kept = joined(read(path), kept);
		if (kept.some((known) => known.id === id)) return null;
		const done = await each();
		kept = [...kept.filter(({ at }) => now() - at < keptMs), { id, at: now() }].slice(-most);
		await writeSecret(adminFolder(env), deliveriesFile, `${JSON.stringify(kept)}\n`);
		return done;
	};
	return {
		once: (id, each) => {
			// One after another: of two that come at once the second has to see the first.
			const mine = last.then(() => work(id, each));
			last = mine.catch(() => undefined);
			return mine;
		},
	};
}

/** All of both, each once, the oldest first. */
function joined(written: Kept, known: Kept): Kept {
	const ids = new Set(written.map(({ id }) => id));
	return [...written, ...known.filter(({ id }) => !ids.has(id))].sort((one, other) => one.at - other.at);
}

function read(path: string): Kept {
	try {
		return keptSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
	} catch {
		return [];
	}
}
