import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { cannotWrite, MachineError } from './errors';
import { userNumber } from './home';
import { makeFolderSync } from './make-folder';
import { identify, isAlive, type ProcessIdentity } from './process-identity';

/** A port that no other tip-bench will take until it is released; release it when the part listens. */
export interface ReservedPort {
	port: number;
	release(): void;
}

/** Whether nothing listens on that port of this machine. */
export function isFree(port: number): Promise<boolean> {
	return new Promise((resolve) => {
		const server = createServer();
		server.once('error', () => resolve(false));
		server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => resolve(true)));
	});
}

function reservationFile(port: number): string {
	return path.join(tmpdir(), `tip-bench-ports-${userNumber()}`, String(port));
}

function isStale(file: string): boolean {
	try {
		const text = readFileSync(file, 'utf8');
		// An empty file is one that is being written, or was when its writer died.
		if (text === '') return Date.now() - statSync(file).mtimeMs > 2000;
		return !isAlive(JSON.parse(text) as ProcessIdentity);
	} catch {
		return true;
	}
}

function tryReserve(port: number): ReservedPort | undefined {
	const file = reservationFile(port);
	makeFolderSync(path.dirname(file));
	for (let attempt = 0; attempt < 2; attempt += 1) {
		try {
			writeFileSync(file, JSON.stringify(identify(process.pid)), { flag: 'wx' });
			return { port, release: () => rmSync(file, { force: true }) };
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw cannotWrite(file, error);
			if (!isStale(file)) return undefined;
			rmSync(file, { force: true });
		}
	}
	return undefined;
}

/**
 * Reserves the first free port from `preferred` on, or exactly `fixed`. A server would answer for a neighbour's
 * on the same port while its own is still starting, hence the reservation between processes.
 * Throws `PortTaken` where `fixed` is taken or 200 ports in a row are.
 */
export async function reservePort(preferred: number, fixed?: number): Promise<ReservedPort> {
	const last = fixed ?? preferred + 199;
	for (let port = fixed ?? preferred; port <= last; port += 1) {
		const reserved = tryReserve(port);
		if (!reserved) continue;
		if (await isFree(port)) return reserved;
		reserved.release();
	}
	const which = fixed === undefined ? `The ports ${preferred} to ${last} are all taken` : `Port ${fixed} is taken`;
	throw new MachineError('PortTaken', `${which} on 127.0.0.1. Free it, or choose another.`);
}

/**
 * Starts something on the first free port from `preferred` on. Where a foreign program takes the port in between
 * (`PortTaken`), the next one is tried, five times in all; a `fixed` port is tried once.
 */
export async function startOnFreePort<T>(
	preferred: number,
	fixed: number | undefined,
	start: (port: number) => Promise<T>,
): Promise<T> {
	let from = preferred;
	for (let attempt = 1; ; attempt += 1) {
		const reserved = await reservePort(from, fixed);
		try {
			return await start(reserved.port);
		} catch (error) {
			const lostRace = error instanceof MachineError && error.code === 'PortTaken';
			if (!lostRace || fixed !== undefined || attempt === 5) throw error;
			from = reserved.port + 1;
		} finally {
			reserved.release();
		}
	}
}
