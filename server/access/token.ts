import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { chmodSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { TipBenchError } from '../../domain/errors';
import type { Env } from '../../machine/environment/kinds';
import { readVariable } from '../../machine/environment/read';
import { MachineError } from '../../machine/errors';
import { adminFolder, writeSecret } from './admin-folder';
import { keptText } from './kept-text';

/** The secret by which scripts ask, and people sign in. */
export interface AdminToken {
	/** Compares in a time that does not depend on what was given. */
	matches(given: string): boolean;
	/** Whether it is so long that no number of tries finds it. */
	isLong(): boolean;
	/** What sessions hold of it, so that they end with it; it tells nothing of the token. */
	fingerprint(): string;
}

const tokenFile = 'token';
const variable = 'TIP_BENCH_ADMIN_TOKEN';

/** A token that a person chose is not guessed in a lifetime from this many characters on, at the tries that we let through. */
const leastLength = 20;

/** From so many characters on no number of tries finds a secret. */
const longLength = 32;

/** 256 bits, in a text that needs no quotes anywhere. */
const tokenBytes = 32;

/**
 * The token of a server: the environment's, else that of the state folder, which a rotation may replace at any time.
 * @param now milliseconds since 1970
 */
export function adminToken(env: Env, now: () => number): AdminToken {
	const named = namedToken(env);
	const kept = keptText(join(adminFolder(env), tokenFile), now);
	const current = () => named ?? tokenIn(kept.read());
	return {
		matches: (given) => {
			const token = current();
			return token !== undefined && timingSafeEqual(digestOf(given), digestOf(token));
		},
		isLong: () => isLongSecret(current() ?? ''),
		fingerprint: () => digestOf(`session ${current() ?? ''}`).toString('base64url'),
	};
}

/** A token as it stands, and whether it was made just now. */
export interface FoundToken {
	readonly token: string;
	readonly isNew: boolean;
}

/**
 * The token that stands; one is made where there is none.
 * @throws MachineError EnvironmentInvalid, FileUnwritable
 */
export async function findToken(env: Env): Promise<FoundToken> {
	const named = namedToken(env);
	if (named !== undefined) return { token: named, isNew: false };
	const path = join(adminFolder(env), tokenFile);
	const token = tokenIn(keptText(path, Date.now).read());
	if (token === undefined) return { token: await makeToken(env), isNew: true };
	if (((statSync(path, { throwIfNoEntry: false })?.mode ?? 0) & 0o077) !== 0) chmodSync(path, 0o600);
	return { token, isNew: false };
}

/**
 * Puts a new token in the place of the old one, which ends all sessions within a second.
 * @throws TipBenchError Usage where the environment has the token
 * @throws MachineError EnvironmentInvalid, FileUnwritable
 */
export async function rotateToken(env: Env): Promise<string> {
	if (namedToken(env) === undefined) return makeToken(env);
	throw new TipBenchError('Usage', `the token stands in ${variable}: change it there, and start the server again`);
}

/** Whether no number of tries finds a secret. */
export function isLongSecret(secret: string): boolean {
	return secret.length >= longLength;
}

async function makeToken(env: Env): Promise<string> {
	const token = randomBytes(tokenBytes).toString('base64url');
	await writeSecret(env, tokenFile, `${token}\n`);
	return token;
}

function namedToken(env: Env): string | undefined {
	const token = readVariable(env, variable);
	if (token === undefined || token.length >= leastLength) return token;
	const how = `must have at least ${leastLength} characters, such as those of \`openssl rand -hex 32\``;
	throw new MachineError('EnvironmentInvalid', `${variable} ${how}`);
}

/** What a file that was cut off holds is no token. */
function tokenIn(text: string | undefined): string | undefined {
	const token = text?.trim() ?? '';
	return token.length >= leastLength ? token : undefined;
}

function digestOf(text: string): Buffer {
	return createHash('sha256').update(text).digest();
}
