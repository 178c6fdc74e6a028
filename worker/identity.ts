import { hostname } from 'node:os';
import { contentStamp, folderStamp } from '../catalog/data-stamp';
import { sha256Hex } from '../domain/hash';
import type { WorkerEnvironment } from '../machine/environment';

/** What a worker's identity tells other workers: who it is, and what it works with. */
export interface WorkerMark {
	readonly pid: number;
	readonly host: string;
	/** Stamps of the data files, and of their folder: see `data-stamp.ts`. */
	readonly content: string;
	readonly folder: string;
	/** Of the path where it writes judge files; `-` for a worker that writes none. */
	readonly exports: string;
}

const none = '-';

/** This process's mark. Data files that are edited later do not change it. */
export async function ownMark({ dataDir, exportDir, servesBench }: WorkerEnvironment): Promise<WorkerMark> {
	const exports = servesBench ? sha256Hex(exportDir).slice(0, 8) : none;
	const [content, folder] = await Promise.all([contentStamp(dataDir), folderStamp(dataDir)]);
	return { pid: process.pid, host: hostname(), content, folder: folder ?? none, exports };
}

/** As Temporal shows it: the usual `PID@HOST`, and behind it what the worker works with. */
export function identityOf({ pid, host, content, folder, exports }: WorkerMark): string {
	return `${pid}@${host}#${content}.${folder}.${exports}`;
}

/** The process that an identity names, `null` where it was given by a person. */
export function processOf(identity: string): Pick<WorkerMark, 'pid' | 'host'> | null {
	const [, pid, host] = /^(\d+)@([^#]*)(#.*)?$/.exec(identity) ?? [];
	return pid === undefined || host === undefined ? null : { pid: Number(pid), host };
}

/** The mark in an identity, `null` for a worker of another kind. */
export function dataMarkOf(identity: string): WorkerMark | null {
	const found = processOf(identity);
	const [, content, folder, exports] = /#(\w+)\.(\w+|-)\.(\w+|-)$/.exec(identity) ?? [];
	if (found === null || content === undefined || folder === undefined || exports === undefined) return null;
	return { ...found, content, folder, exports };
}

/** What two workers must not have different when they serve the same benches, and do. */
export function differences(one: WorkerMark, other: WorkerMark): ('data' | 'exports')[] {
	const sameData = one.content === other.content || (one.folder === other.folder && one.folder !== none);
	const sameExports = one.exports === other.exports || [one.exports, other.exports].includes(none);
	return [...(sameData ? [] : ['data' as const]), ...(sameExports ? [] : ['exports' as const])];
}
