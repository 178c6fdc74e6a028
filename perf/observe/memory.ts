import { readdir, readFile } from 'node:fs/promises';

/** Memory of some processes at one time. */
interface MemorySample {
	/** Milliseconds since 1970. */
	readonly at: number;
	/** Bytes. */
	readonly bytes: number;
}

/** Looks at a process tree's memory now and then. */
export interface MemoryWatch {
	readonly samples: readonly MemorySample[];
	/** Takes a last look. @returns the most bytes that were seen, `null` where nothing could be */
	stop(): Promise<number | null>;
}

/**
 * The proportional set size of processes and all their descendants, in bytes: memory that several processes share is
 * divided among them, so a sum counts it once. Linux only; elsewhere, and for processes that are gone, 0.
 */
export async function proportionalSize(pids: readonly number[]): Promise<number> {
	const all = await descendantsOf(pids);
	const sizes = await Promise.all(all.map(sizeOf));
	return sizes.reduce((sum, size) => sum + size, 0);
}

/** Watches processes and their descendants, looking every so many milliseconds. */
export function watchMemory(pids: readonly number[], everyMs: number): MemoryWatch {
	const samples: MemorySample[] = [];
	const look = async () => {
		const bytes = await proportionalSize(pids);
		if (bytes > 0) samples.push({ at: Date.now(), bytes });
	};
	let looking = look();
	const timer = setInterval(() => {
		// One look at a time: a slow one is not overtaken by the next.
		looking = looking.then(look);
	}, everyMs);
	return {
		samples,
		stop: async () => {
			clearInterval(timer);
			await looking;
			await look();
			return samples.length === 0 ? null : Math.max(...samples.map(({ bytes }) => bytes));
		},
	};
}

/** Processes and all their descendants. */
export async function descendantsOf(pids: readonly number[]): Promise<number[]> {
	const children = await Promise.all(pids.map(childrenOf));
	const below = children.flat();
	return below.length === 0 ? [...pids] : [...pids, ...(await descendantsOf(below))];
}

/** A process's children are listed by each of its threads. */
async function childrenOf(pid: number): Promise<number[]> {
	const threads = await readdir(`/proc/${pid}/task`).catch(() => []);
	const lists = await Promise.all(threads.map((thread) => readOr(`/proc/${pid}/task/${thread}/children`)));
	return lists.flatMap((list) => list.split(' ').filter(Boolean).map(Number));
}

async function sizeOf(pid: number): Promise<number> {
	const [, kilobytes] = /^Pss:\s+(\d+) kB/m.exec(await readOr(`/proc/${pid}/smaps_rollup`)) ?? [];
	return Number(kilobytes ?? 0) * 1024;
}

function readOr(path: string): Promise<string> {
	return readFile(path, 'utf8').catch(() => '');
}
