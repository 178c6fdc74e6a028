import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { installedAt } from '../local/install';
import type { StartOptions } from '../local/part';
import { ensureEnvironment, pythonOf } from '../local/python';
import { withFileLock } from '../machine/file-lock';
import { startLeashed } from '../machine/leashed-process';
import { openLogFile } from '../machine/log-file';
import { makeFolderSync } from '../machine/make-folder';
import { startOnFreePort } from '../machine/ports';

const version = '1.106.2';

/** A real LiteLLM proxy. */
export interface RunningLitellm {
	/** Below which `/v1/chat/completions` is. */
	readonly url: string;
	/** The key that it wants. */
	readonly key: string;
	stop(): Promise<void>;
}

/** The models that it serves: their names, and what LiteLLM is told of each. */
export type LitellmModels = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** Installs LiteLLM's proxy with pip, into an environment of its own in the cache, where it is not there yet. */
async function litellmAt(options: StartOptions): Promise<string> {
	const folder = installedAt(options.cacheDir, `litellm-${version}`);
	const waiting = 'Another tip-bench is installing LiteLLM; waiting for that';
	const step = { title: 'LiteLLM: installing with pip', usually: 'about a minute', log: 'litellm-install' };
	await withFileLock(join(options.cacheDir, 'locks', 'litellm'), { ...options, waiting }, () =>
		ensureEnvironment(folder, [`litellm[proxy]==${version}`], step, options),
	);
	return folder;
}

/**
 * Starts a LiteLLM proxy on 127.0.0.1 and waits until it answers.
 * @throws Error with the end of its log where it does not within two minutes
 */
export async function startLitellm(models: LitellmModels, options: StartOptions): Promise<RunningLitellm> {
	const folder = await litellmAt(options);
	const key = 'sk-litellm-of-the-tests';
	const home = join(options.stateDir, 'litellm');
	makeFolderSync(home);
	const list = Object.entries(models).map(([model_name, litellm_params]) => ({ model_name, litellm_params }));
	// JSON is YAML.
	const config = { model_list: list, general_settings: { master_key: key }, litellm_settings: { telemetry: false } };
	writeFileSync(join(home, 'config.yaml'), JSON.stringify(config, null, 1));
	return startOnFreePort(4000, undefined, async (port) => {
		const log = openLogFile(join(home, 'litellm.log'));
		const running = await startLeashed({
			command: pythonOf(folder),
			args: ['-c', 'from litellm import run_server; run_server()', ...serverArguments(port)],
			env: { ...options.env, LITELLM_LOCAL_MODEL_COST_MAP: 'True', DO_NOT_TRACK: 'true', HOME: home },
			cwd: home,
			output: log.descriptor,
		});
		const url = `http://127.0.0.1:${port}`;
		const deadline = Date.now() + 120_000;
		let ended = false;
		void running.exited.then(() => {
			ended = true;
		});
		while (!(await isUp(url))) {
			if (ended || Date.now() > deadline) {
				await running.stop(2_000);
				throw new Error(`LiteLLM did not start; its log is ${log.file}; the last lines:\n${log.tail()}`);
			}
			await pause(200);
		}
		log.close();
		return { url, key, stop: () => running.stop(2_000) };
	});
}

function serverArguments(port: number): string[] {
	return ['--config', 'config.yaml', '--host', '127.0.0.1', '--port', `${port}`, '--num_workers', '1'];
}

async function isUp(url: string): Promise<boolean> {
	const answer = await fetch(`${url}/health/liveliness`).catch(() => null);
	return answer?.ok ?? false;
}
