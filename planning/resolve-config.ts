import { resolve } from 'node:path';
import type { Config } from '../domain/bench/config';
import type { ResolvedConfig } from '../domain/bench/plan';
import { TipBenchError } from '../domain/errors';
import { defaultMlflowUrl, readMlflowUrl, readOllamaUrl } from '../domain/urls';
import { messageOf } from '../machine/coded-error';
import type { Env } from '../machine/environment/kinds';
import { readVariable } from '../machine/environment/read';
import { expandHome } from '../machine/home';
import { turnKey } from '../ollama/turn';
import type { FaultList } from './fault-list';

/** What fills in where a bench does not say. */
export interface Surroundings {
	/** OLLAMA_HOST and MLFLOW_TRACKING_URI are read from here. */
	readonly env: Env;
	/** Where judge files go. */
	readonly exportDir: string;
	/** Whether it is a worker's, which whoever starts a bench does not see. */
	readonly isWorker: boolean;
}

/** A config with the addresses and the folder that it leaves to its surroundings; every fault is noted by where it stands. */
export function resolveConfig(
	config: Config,
	{ env, exportDir, isWorker }: Surroundings,
	faults: FaultList,
): ResolvedConfig {
	const address = (
		key: 'ollama_url' | 'mlflow_url',
		variable: 'OLLAMA_HOST' | 'MLFLOW_TRACKING_URI',
		usual: string,
	) => {
		const given = config[key];
		const read = key === 'ollama_url' ? readOllamaUrl : readMlflowUrl;
		if (given !== undefined) return orFault(faults, given, () => read(given, key));
		const source = isWorker ? `${variable} of the worker` : variable;
		return orFault(faults, usual, () => read(readVariable(env, variable) ?? usual, source));
	};
	const ollamaUrl = address('ollama_url', 'OLLAMA_HOST', '');
	const gpus = Object.entries(config.gpus ?? {}).map(([queue, url]) => {
		return [queue, orFault(faults, url, () => readOllamaUrl(url, `gpus.${queue}`))] as const;
	});
	if (new Set(gpus.map(([, url]) => (URL.canParse(url) ? turnKey(url) : url))).size < gpus.length) {
		faults.add('gpus: two queues have one Ollama; each GPU needs its own');
	}
	return {
		...config,
		ollama_url: ollamaUrl,
		mlflow_url: address('mlflow_url', 'MLFLOW_TRACKING_URI', defaultMlflowUrl),
		gpus: config.gpus === undefined ? { gpu: ollamaUrl } : Object.fromEntries(gpus),
		export_dir: config.export_dir === undefined ? exportDir : folder(config.export_dir, env, faults),
	};
}

/** What says where a bench's servers are, for messages: its own keys, or else the variables. */
export interface AddressSources {
	readonly mlflow: string;
	/** The Ollama of a GPU's queue. */
	ollama(queue: string): string;
}

/** @param isWorker whether the variables are a worker's, which whoever starts a bench does not see */
export function addressSources({ gpus, ollama_url, mlflow_url }: Config, isWorker: boolean): AddressSources {
	const variable = (name: string) => (isWorker ? `${name} of the worker` : name);
	return {
		mlflow: mlflow_url === undefined ? variable('MLFLOW_TRACKING_URI') : '`mlflow_url`',
		ollama: (queue) => {
			if (gpus !== undefined) return `\`gpus.${queue}\``;
			return ollama_url === undefined ? variable('OLLAMA_HOST') : '`ollama_url`';
		},
	};
}

/** `~` is the home of whoever runs the worker. */
function folder(written: string, env: Env, faults: FaultList): string {
	return orFault(faults, written, () => {
		try {
			return resolve(expandHome(written, env));
		} catch (error) {
			throw new TipBenchError('InvalidConfig', `export_dir: ${messageOf(error)}`);
		}
	});
}

function orFault(faults: FaultList, otherwise: string, read: () => string): string {
	try {
		return read();
	} catch (error) {
		faults.note(error);
		return otherwise;
	}
}
