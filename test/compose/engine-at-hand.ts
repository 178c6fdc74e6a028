import { runCommand } from './run-command';
import { plainEnvironment, type Server, type Setting } from './server';

const inFolder = ['sh', '-c', 'cd "$0" && exec "$@"'];

/** The Docker engine that this machine has, `undefined` where it has none, or no Compose. */
export async function engineAtHand({ signal, log }: Setting): Promise<Server | undefined> {
	const env = plainEnvironment();
	const ask = async (...command: string[]) => {
		const { code, stdout } = await runCommand(command, { env, limitSeconds: 30, signal, log }).catch(() => {
			signal.throwIfAborted();
			return { code: 1, stdout: '' };
		});
		return code === 0 ? stdout.trim() : undefined;
	};
	const engine = await ask('docker', 'version', '--format', '{{.Server.Version}}');
	const compose = await ask('docker', 'compose', 'version', '--short');
	if (!engine || !compose) return undefined;
	const runtimes = await ask('docker', 'info', '--format', '{{json .Runtimes}} {{json .CDISpecDirs}}');
	return {
		title: `Docker Engine ${engine}, Compose ${compose}`,
		hasStandIns: false,
		hasNvidia: runtimes?.includes('nvidia') ?? false,
		run: (command, { cwd, limitSeconds, input, always }) =>
			runCommand([...inFolder, cwd, ...command], {
				...{ env, limitSeconds, input, log },
				signal: always ? undefined : signal,
			}),
		stop: async () => {},
	};
}
