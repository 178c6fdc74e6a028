import { createWriteStream, existsSync, renameSync, statSync } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { EnvHttpProxyAgent, fetch } from 'undici';
import { messageOf } from '../machine/coded-error';
import { throwIfAborted } from '../machine/errors';
import { makeFolder } from '../machine/make-folder';
import { LocalStackError } from './errors';
import type { LocateOptions } from './part';

const connectLimitMs = 5000;
const stallLimitMs = 30_000;
const totalLimitMs = 30 * 60_000;

const megabytes = (bytes: number) => `${Math.round(bytes / 1e6)} MB`;

function reason(error: unknown): string {
	const cause = error instanceof Error ? error.cause : undefined;
	return cause ? `${messageOf(error)} (${messageOf(cause)})` : messageOf(error);
}

/**
 * Fetches `url` into `file`, continuing what an earlier run got of it. Gives up on a host that does not answer
 * within 5 s, on 30 s without a byte, and after 30 minutes. Throws `DownloadFailed`.
 */
export async function download(url: string, file: string, title: string, options: LocateOptions): Promise<void> {
	await makeFolder(path.dirname(file));
	const partial = `${file}.part`;
	const dispatcher = new EnvHttpProxyAgent({
		connect: { timeout: connectLimitMs },
		headersTimeout: stallLimitMs,
		bodyTimeout: stallLimitMs,
	});
	const limits = [AbortSignal.timeout(totalLimitMs), ...(options.signal ? [options.signal] : [])];
	try {
		const had = existsSync(partial) ? statSync(partial).size : 0;
		const headers: Record<string, string> = had > 0 ? { range: `bytes=${had}-` } : {};
		const response = await fetch(url, { dispatcher, headers, signal: AbortSignal.any(limits) });
		if (!response.ok || !response.body) throw new Error(`HTTP ${response.status}`);
		const kept = response.status === 206 ? had : 0;
		const total = kept + Number(response.headers.get('content-length') ?? 0);
		await save(Readable.fromWeb(response.body), partial, kept, (got) =>
			options.say(`${title}: ${megabytes(got)} of ${total > kept ? megabytes(total) : 'unknown size'}`),
		);
		renameSync(partial, file);
	} catch (error) {
		throwIfAborted(options.signal, title);
		throw new LocalStackError('DownloadFailed', `${url} could not be fetched: ${reason(error)}`, { cause: error });
	} finally {
		await dispatcher.destroy();
	}
}

async function save(body: Readable, file: string, kept: number, progress: (bytes: number) => void): Promise<void> {
	let got = kept;
	body.on('data', (chunk: Buffer) => {
		got += chunk.length;
	});
	progress(got);
	const ticker = setInterval(() => progress(got), 10_000);
	try {
		await pipeline(body, createWriteStream(file, { flags: kept > 0 ? 'a' : 'w' }));
	} finally {
		clearInterval(ticker);
	}
}
