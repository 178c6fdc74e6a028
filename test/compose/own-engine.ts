import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { LocalStackError } from '../../local/errors';
import { projectRoot } from '../../machine/folders';
import { type LeashedProcess, startLeashed } from '../../machine/leashed-process';
import { openLogFile } from '../../machine/log-file';
import { makeRoot } from './debian-root';
import { type CommandEnd, runCommand } from './run-command';
import type { Server, ServerRun, Setting } from './server';
import { makeStandIns } from './stand-ins';

/** Docker Engine 26.1 and Compose 2.26, as Debian's trixie has them, and what connects them. */
const packages = [
	...['docker.io', 'docker-cli', 'docker-compose', 'docker-buildx'],
	...['iptables', 'iproute2', 'slirp4netns', 'tini'],
];
const startSeconds = 60;
const stopMs = 20_000;
/** Where we were killed: the next run, which may come after 10 seconds, must not find it still at work on its files. */
const orphanMs = 2_000;

/** A root's own environment: nothing of ours reaches the engine. */
const env = { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', HOME: '/root', LANG: 'C.UTF-8' };

/**
 * Starts a Docker engine from Debian's packages in namespaces of its own, with stand-ins for the images, since no registry
 * of images is asked. Its networks and ports are not this machine's, and it is gone when we are, however we end.
 * @throws LocalStackError, and the reason for which the run was aborted
 */
export async function startOwnEngine(setting: Setting): Promise<Server> {
	const root = await makeRoot('trixie', packages, setting);
	const engine = await startEngine(root, setting);
	const run = (command: readonly string[], options: ServerRun) => runInside(engine, command, options, setting);
	const ask = (...command: string[]) => run(command, { cwd: '/', limitSeconds: 10 });
	const isDone = async (...command: string[]) => (await ask(...command)).code === 0;
	let network: LeashedProcess | undefined;
	const stop = async () => {
		await endInOrder(engine);
		await network?.stop();
	};
	try {
		await until(() => isDone('test', '-e', '/run/tip-bench-engine'), engine, setting);
		network = await attachNetwork(engine, setting);
		await until(() => isDone('docker', 'info'), engine, setting);
		const { stdout: version } = await ask('docker', 'version', '--format', '{{.Server.Version}}');
		const { stdout: compose } = await ask('docker', 'compose', 'version', '--short');
		const title = `Docker Engine ${version.trim()} and Compose ${compose.trim()} of Debian, in namespaces of their own`;
		const server: Server = { title, hasStandIns: true, hasNvidia: false, run, stop };
		await makeStandIns(server, setting);
		return server;
	} catch (error) {
		await stop();
		throw error;
	}
}

function startEngine(root: string, { folder }: Setting): Promise<LeashedProcess> {
	const { descriptor: output } = openLogFile(path.join(folder, 'logs', 'engine.log'));
	const script = path.join(projectRoot(), 'test', 'compose', 'own-engine.sh');
	const namespaces = ['--mount', '--pid', '--net', '--fork', '--kill-child'];
	return startLeashed({
		command: 'unshare',
		args: [...namespaces, 'bash', script, root, folder],
		...{ cwd: folder, env, output, graceMs: orphanMs },
	});
}

/** A way out for the engine's network, through a process outside of it. */
function attachNetwork(engine: LeashedProcess, { folder, log }: Setting): Promise<LeashedProcess> {
	const slirp = ['slirp4netns', '--configure', '--mtu=65520', '--netns-type=path', '/proc/1/ns/net', 'tap0'];
	return startLeashed({
		command: 'nsenter',
		args: [`--target=${engine.pid}`, '--mount', ...slirp],
		...{ cwd: folder, env, output: log },
	});
}

function runInside(
	{ pid }: LeashedProcess,
	command: readonly string[],
	{ cwd, limitSeconds, input, always = false }: ServerRun,
	{ log, signal }: Setting,
): Promise<CommandEnd> {
	const inside = ['nsenter', `--target=${pid}`, '--mount', '--net', 'sh', '-c', 'cd "$0" && exec "$@"', cwd];
	const options = { env, limitSeconds, input, log, signal: always ? undefined : signal };
	return runCommand([...inside, ...command], options);
}

async function until(
	holds: () => Promise<boolean>,
	engine: LeashedProcess,
	{ signal, folder }: Setting,
): Promise<void> {
	let ended = false;
	engine.exited.then(() => {
		ended = true;
	});
	const end = Date.now() + startSeconds * 1000;
	while (!(await holds())) {
		signal.throwIfAborted();
		if (ended || Date.now() > end) {
			throw new LocalStackError(
				'PartFailed',
				`the engine ${ended ? 'ended' : 'is not ready'}; ${folder}/logs/engine.log says why`,
			);
		}
		await pause(300);
	}
}

/** The engine's own end first, which ends containers in order; its namespaces' end takes all that is left along. */
async function endInOrder(engine: LeashedProcess): Promise<void> {
	const killer = setTimeout(() => engine.kill(), stopMs);
	try {
		const children = readFileSync(`/proc/${engine.pid}/task/${engine.pid}/children`, 'utf8');
		process.kill(Number.parseInt(children, 10), 'SIGTERM');
	} catch {
		// It has ended, or was never started in its namespaces.
		engine.kill();
	}
	await engine.exited;
	clearTimeout(killer);
}
