import path from 'node:path';
import { LocalStackError } from '../../local/errors';
import { onPath } from '../../machine/commands';
import { openLogFile } from '../../machine/log-file';
import { backupClaims } from './backup-claims';
import { benchClaims } from './bench-claims';
import { makeCheckout } from './checkout';
import { type Trial, takeDown } from './claims';
import { engineAtHand } from './engine-at-hand';
import { faultClaims } from './fault-claims';
import { inFolder } from './folder';
import { startOwnEngine } from './own-engine';
import { serveClaims } from './serve-claims';
import type { Server, Setting } from './server';
import { startClaims } from './start-claims';

/** Before the faults, which start services anew; a restore last, which begins with nothing. */
const claims = [...startClaims, ...benchClaims, ...serveClaims, ...faultClaims, ...backupClaims];

/**
 * Tries all claims on this machine's engine, or on one of its own.
 * @returns what to print at the end
 * @throws Error with the first claim that does not hold
 */
export async function runCompose(folder: string, watcher: Pick<Setting, 'say' | 'signal'>): Promise<string> {
	return inFolder(folder, watcher, async () => {
		const log = openLogFile(path.join(folder, 'logs', 'run.log'));
		watcher.say(`all that is made lies in ${folder}, and what every command says in ${log.file}`);
		const setting: Setting = { folder, ...watcher, log: log.descriptor };
		const server = (await engineAtHand(setting)) ?? (await ownEngine(setting));
		try {
			watcher.say(`engine: ${server.title}`);
			return await tryAll({ ...setting, server, checkout: await makeCheckout(server, folder) });
		} finally {
			await server.stop();
			log.close();
		}
	});
}

async function tryAll(trial: Trial): Promise<string> {
	const { say, signal, server } = trial;
	const began = Date.now();
	const seconds = (since: number) => `${Math.round((Date.now() - since) / 1000)} s`;
	try {
		for (const [at, { title, holds }] of claims.entries()) {
			signal.throwIfAborted();
			const since = Date.now();
			say(`${at + 1}/${claims.length} ${title} …`);
			const ticker = setInterval(() => say(`    ${seconds(since)} so far …`), 30_000);
			try {
				const seen = await holds(trial);
				say(`    holds (${seconds(since)}): ${seen}`);
			} catch (error) {
				signal.throwIfAborted();
				throw new LocalStackError('PartFailed', `does not hold: ${title}\n${(error as Error).message}`);
			} finally {
				clearInterval(ticker);
			}
		}
		return `${claims.length} of ${claims.length} hold on ${server.title}, in ${seconds(began)}`;
	} finally {
		say('taking the services down …');
		const { code, stderr } = await takeDown(trial);
		if (code !== 0) say(`docker compose down ended with ${code}: ${stderr.slice(-500)}`);
	}
}

async function ownEngine(setting: Setting): Promise<Server> {
	const isRoot = process.getuid?.() === 0;
	const lacking = ['apt-get', 'dpkg-deb', 'unshare', 'nsenter', 'wget', 'npm'].filter(
		(name) => onPath(name, process.env).length === 0,
	);
	if (process.platform !== 'linux' || !isRoot || lacking.length > 0) {
		const why = isRoot ? `lacks ${lacking.join(', ')}` : 'is not run by root';
		throw new LocalStackError(
			'PartMissing',
			`no Docker engine with Compose answers here (\`docker compose version\`, \`docker info\`), and one of its own takes root on Debian; this ${why}.`,
		);
	}
	setting.say('no Docker engine with Compose answers here: one of its own, and stand-ins for the images');
	return startOwnEngine(setting);
}
