import path from 'node:path';
import { startOnFreePort } from '../machine/ports';
import { getText } from './http-probe';
import { launchPart } from './launch';
import { locateMlflow } from './mlflow-install';
import type { RunningPart, StartOptions } from './part';

export { locateMlflow } from './mlflow-install';

/** MLflow's port where nobody holds it. */
export const mlflowPort = 5000;

/** A user's MLflow settings are for clients, and would redirect the server's own calls. */
function ownEnvironment(env: NodeJS.ProcessEnv, command: string): NodeJS.ProcessEnv {
	const kept = Object.entries(env).filter(([name]) => !name.startsWith('MLFLOW_'));
	return {
		...Object.fromEntries(kept),
		// The server looks for its own helpers, such as uvicorn, on PATH.
		PATH: [path.dirname(command), env.PATH ?? ''].join(path.delimiter),
		// Ten processes become two, and 1.7 GB become 0.4.
		MLFLOW_SERVER_ENABLE_JOB_EXECUTION: 'false',
		MLFLOW_DISABLE_TELEMETRY: 'true',
		DO_NOT_TRACK: 'true',
	};
}

function prefixOf(args: string[]): string {
	const at = args.indexOf('--static-prefix');
	return at < 0 ? '' : `/${(args[at + 1] ?? '').replace(/^\/|\/$/g, '')}`;
}

/**
 * Starts an MLflow server on 127.0.0.1 with its runs in SQLite and its artifacts in the state folder, and waits
 * until it answers. `args` may hold `--static-prefix`, which the address then carries.
 * Throws `PartMissing`, `PartFailed`, `PortTaken` or `Interrupted`, with nothing left running.
 */
export async function startMlflow(options: StartOptions): Promise<RunningPart> {
	const located = options.located ?? (await locateMlflow(options));
	const extra = options.args ?? [];
	return startOnFreePort(mlflowPort, options.port, (port) => {
		const address = `http://127.0.0.1:${port}${prefixOf(extra)}`;
		// Relative to the state folder, where it runs: a path's odd characters can then not be misread in a URI.
		const stores = ['--backend-store-uri', 'sqlite:///mlflow.db', '--artifacts-destination', './mlflow-artifacts'];
		return launchPart(
			{
				name: 'MLflow',
				located,
				args: ['server', '--host', '127.0.0.1', '--port', `${port}`, '--workers', '1', ...stores, ...extra],
				env: ownEnvironment(options.env, located.command),
				address,
				isHealthy: async () => (await getText(`${address}/health`, 2000))?.trim() === 'OK',
				limitMs: 120_000,
			},
			options,
		);
	});
}
