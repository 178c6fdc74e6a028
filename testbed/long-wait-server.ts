import { execFile } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { installedAt, installWhole } from '../local/install';
import { findTool } from '../machine/commands';
import { withFileLock } from '../machine/file-lock';
import { cacheDir } from '../machine/folders';

const version = '1.31.0';
const run = promisify(execFile);

/** What the server that skips time is made with, or `undefined` where the machine lacks one of them. */
export function longWaitTools(): { java: string; maven: string } | undefined {
	const java = findTool('java', process.env);
	const maven = findTool('mvn', process.env);
	return java === undefined || maven === undefined ? undefined : { java, maven };
}

/**
 * Temporal's own test server, which skips over the time in which nothing happens: a command that takes a port, from
 * the cache or, the first time, by Maven (some seconds).
 * @throws Error with Maven's words where it cannot fetch the server
 */
export async function longWaitServer({ java, maven }: { java: string; maven: string }): Promise<string> {
	const cache = cacheDir(process.env);
	const folder = installedAt(cache, `temporal-test-server-${version}`);
	const command = join(folder, 'temporal-test-server');
	const lock = join(cache, 'locks', 'temporal-test-server');
	const waiting = 'another test run is fetching the server that skips time; waiting for that';
	const say = (line: string) => process.stderr.write(`${line}\n`);
	await withFileLock(lock, { waiting, say, signal: undefined }, async () => {
		if (existsSync(command)) return;
		await installWhole(folder, async (fresh) => {
			copyFileSync(join(__dirname, 'long-wait-server.xml'), join(fresh, 'pom.xml'));
			const copy = ['-q', '-B', 'dependency:copy-dependencies', '-DincludeScope=runtime'];
			await run(maven, [...copy, `-DoutputDirectory=${join(fresh, 'jars')}`], { cwd: fresh }).catch((error) => {
				throw new Error(`Maven did not fetch the server that skips time: ${error.stdout || error.message}`);
			});
			const script = `#!/bin/sh\nexec '${java}' -cp "$(dirname "$0")/jars/*" io.temporal.testserver.TestServer "$@"\n`;
			writeFileSync(join(fresh, 'temporal-test-server'), script);
			chmodSync(join(fresh, 'temporal-test-server'), 0o755);
		});
	});
	return command;
}
