import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, copyFileSync, lstatSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../../machine/folders';
import { isFree } from '../../machine/ports';
import type { CommandEnd } from './run-command';
import type { Server, ServerRun } from './server';

/** A copy of this checkout as somebody with umask 077 would have it, and its services on a server. */
export interface Checkout {
	readonly folder: string;
	/** Whose it is; where we are root nobody in particular, so that the images' own users cannot read it. */
	readonly owner: { readonly uid: number; readonly gid: number };
	/** Sets variables in its `.env`. */
	setEnv(values: Readonly<Record<string, string>>): void;
	compose(args: readonly string[], options?: Partial<ServerRun>): Promise<CommandEnd>;
	/** Runs a line of shell in it, as a person on the server. */
	shell(line: string, options?: Partial<ServerRun>): Promise<CommandEnd>;
	/** The same, as its owner. */
	asOwner(line: string, options?: Partial<ServerRun>): Promise<CommandEnd>;
}

/** By this name the services of a stack that runs for real on this machine stay out of it. */
const projectName = 'tip-bench-check';
const usualSeconds = 120;
const workers = ['worker', 'gpu-worker', 'gpu-worker-2', 'worker-folders', 'admin', 'serve'];

/** Makes the copy, its `.env` and what this server needs besides docker-compose.yml. */
export async function makeCheckout(server: Server, parent: string): Promise<Checkout> {
	const folder = path.join(parent, 'checkout');
	rmSync(folder, { recursive: true, force: true });
	const root = process.getuid?.() === 0;
	const owner = root ? { uid: 1234, gid: 1234 } : { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };
	copyFiles(folder, owner);
	const file = path.join(folder, '.env');
	const setEnv = (values: Readonly<Record<string, string>>) => {
		const kept = readFileSync(file, 'utf8')
			.split('\n')
			.filter((line) => !Object.keys(values).some((name) => line.startsWith(`${name}=`)));
		writeFileSync(file, [...kept, ...Object.entries(values).map(([name, value]) => `${name}=${value}`)].join('\n'));
	};
	copyFileSync(path.join(folder, '.env.example'), file);
	writeFileSync(path.join(folder, 'check.yml'), overrides(server));
	setEnv({
		POSTGRES_PASSWORD: randomBytes(24).toString('hex'),
		TIP_BENCH_ADMIN_TOKEN: randomBytes(32).toString('hex'),
		TIP_BENCH_USER: `${owner.uid}:${owner.gid}`,
		COMPOSE_PROJECT_NAME: projectName,
		COMPOSE_FILE: 'docker-compose.yml:check.yml',
		...(server.hasStandIns ? {} : await freePorts()),
	});
	const run = (command: readonly string[], options: Partial<ServerRun> = {}) =>
		server.run(command, { cwd: folder, limitSeconds: usualSeconds, ...options });
	const asOwner = root ? ['setpriv', `--reuid=${owner.uid}`, `--regid=${owner.gid}`, '--clear-groups'] : [];
	return {
		...{ folder, owner, setEnv },
		compose: (args, options) => run(['docker', 'compose', ...args], options),
		shell: (line, options) => run(['sh', '-c', line], options),
		asOwner: (line, options) => run([...asOwner, 'sh', '-c', line], options),
	};
}

/** Every file that git has or would take, with the modes that umask 077 leaves. */
function copyFiles(folder: string, { uid, gid }: Checkout['owner']): void {
	const source = projectRoot();
	const list = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
	const files = execFileSync('git', list, { cwd: source, encoding: 'utf8', maxBuffer: 1 << 26 }).split('\0');
	const folders = new Set<string>();
	const makeFolder = (name: string) => {
		if (folders.has(name)) return;
		if (name !== '.') makeFolder(path.dirname(name));
		folders.add(name);
		mkdirSync(path.join(folder, name), { mode: 0o700 });
		chownSync(path.join(folder, name), uid, gid);
	};
	makeFolder('.');
	for (const file of files) {
		const stats = file === '' ? undefined : lstatSync(path.join(source, file), { throwIfNoEntry: false });
		if (!stats?.isFile()) continue;
		makeFolder(path.dirname(file));
		copyFileSync(path.join(source, file), path.join(folder, file));
		chmodSync(path.join(folder, file), stats.mode & 0o700);
		chownSync(path.join(folder, file), uid, gid);
	}
}

/** Cards are taken out where there are none; names that a stack of this machine may have are others. */
function overrides({ hasNvidia, hasStandIns }: Server): string {
	const noCard = ['ollama', 'ollama-2'].map((name) => `  ${name}: { deploy: !reset null }`);
	const image = `image: ${projectName}-worker:1`;
	const ownNames = workers.map((name) => {
		const container = name.startsWith('gpu') ? `, container_name: ${projectName}-${name}` : '';
		return `  ${name}: { ${image}${container} }`;
	});
	return ['services:', ...(hasNvidia ? [] : noCard), ...(hasStandIns ? [] : ownNames), ''].join('\n');
}

async function freePorts(): Promise<Record<string, string>> {
	const ports: Record<string, string> = {};
	let port = 21_000;
	for (const name of ['TEMPORAL', 'TEMPORAL_UI', 'MLFLOW', 'OLLAMA', 'OLLAMA_2', 'ADMIN', 'SERVE']) {
		while (!(await isFree(port))) port += 1;
		ports[`TIP_BENCH_${name}_PORT`] = `${port}`;
		port += 1;
	}
	return ports;
}
