import { reservePort } from '../machine/ports';

let next = 0;

/**
 * A free port far from the usual ones, and below those that connections out take: nobody takes it while a part that is to
 * come back on it is away.
 */
export async function farPort(): Promise<number> {
	next += 1;
	const { port, release } = await reservePort(20_000 + ((process.pid * 37 + next * 211) % 9_000));
	release();
	return port;
}
