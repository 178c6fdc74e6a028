import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { chmodSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { TipBenchError } from '../../domain/errors';
import type { Env } from '../../machine/environment/kinds';
import { readVariable } from '../../machine/environment/read';
import { MachineError } from '../../machine/errors';
import { keptText } from './kept-text';
import { adminFolder, writeSecret } from './secret-files';

/** A secret by which scripts ask, and people sign in. */
export interface Token {
	/** Compares in a time that does not depend on what was given. */
	matches(given: string): boolean;
	/** Whether it is so long that no number of tries finds it. */
	isLong(): boolean;
	/** What sessions hold of it, so that they end with it; it tells nothing of the token. */
	fingerprint(): string;
}

/** Where a token is: in a variable, else in the file `token` of a folder. */
export interface TokenPlace {
	readonly variable: 'TIP_BENCH_ADMIN_TOKEN' | 'TIP_BENCH_SERVE_TOKEN';
	folder(env: Env): string;
}

/** Of the token by which one may do all that the command can. */
export const adminPlace: TokenPlace = { variable: 'TIP_BENCH_ADMIN_TOKEN', folder: adminFolder };

const tokenFile = 'token';

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
export function keptToken(place: TokenPlace, env: Env, now: () => number): Token {
	const named = namedToken(place, env);
	const kept = keptText(join(place.folder(env), tokenFile), now);
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
export async function findToken(place: TokenPlace, env: Env): Promise<FoundToken> {
	const named = namedToken(place, env);
	if (named !== undefined) return { token: named, isNew: false };
	const path = join(place.folder(env), tokenFile);
	const token = tokenIn(keptText(path, Date.now).read());
	if (token === undefined) return { token: await makeToken(place, env), isNew: true };
	if (((statSync(path, { throwIfNoEntry: false })?.mode ?? 0) & 0o077) !== 0) chmodSync(path, 0o600);
	return { token, isNew: false };
}

/**
 * Puts a new token in the place of the old one, which ends all sessions within a second.
 * @throws TipBenchError Usage where the environment has the token
 * @throws MachineError EnvironmentInvalid, FileUnwritable
 */
export async function rotateToken(place: TokenPlace, env: Env): Promise<string> {
	if (namedToken(place, env) === undefined) return makeToken(place, env);
	throw new TipBenchError(
		'Usage',
		`the token stands in ${place.variable}: change it there, and start the server again`,
	);
}

/** Whether no number of tries finds a secret. */
export function isLongSecret(secret: string): boolean {
	return secret.length >= longLength;
}

async function makeToken({ folder }: TokenPlace, env: Env): Promise<string> {
	const token = randomBytes(tokenBytes).toString('base64url');
	await writeSecret(folder(env), tokenFile, `${token}\n`);
	return token;
}

function namedToken({ variable }: TokenPlace, env: Env): string | undefined {
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
