import { readTemporalUi } from '../domain/temporal-ui';
import { defaultMlflowUrl, readMlflowUrl, readOllamaUrl } from '../domain/urls';
import { quoted } from '../domain/wording';
import { namedPlace, temporalAt } from '../local/places';
import { readStack, type StackRecord } from '../local/stack-file';
import { readVariable } from '../machine/environment/read';
import { cacheDir, stateDir } from '../machine/folders';
import { homeFolder } from '../machine/home';
import { outside } from '../machine/outside';
import { namedTemporal, type TemporalTarget } from '../machine/temporal/target';
import { createMlflow, type Mlflow } from '../mlflow/client';
import { createOllama, type Ollama } from '../ollama/client';

/** Where the parts are that a command talks to. */
export interface Addresses extends TemporalTarget {
	readonly mlflow: string;
	readonly ollama: string;
	/** The Temporal UI, where we know it. */
	readonly temporalUi: string | null;
}

/** The environment for programs that we start: all of ours, and a home folder, without which some of them do not run. */
export function passedOn(): NodeJS.ProcessEnv {
	return { ...process.env, HOME: homeFolder(process.env) };
}

/** The folders of this person's stack. */
export function folders(): { stateDir: string; cacheDir: string } {
	return { stateDir: stateDir(process.env), cacheDir: cacheDir(process.env) };
}

/**
 * From the environment; else the stack that `up` runs; else the usual ports.
 * @throws MachineError EnvironmentInvalid that names the variable, or the profile
 */
export function findAddresses(): Addresses {
	const stack = readStack(folders().stateDir);
	const temporalUi = readTemporalUi(readVariable(process.env, 'TEMPORAL_UI_URL'));
	return {
		...findTemporal(stack),
		mlflow: mlflowPlace(stack).url,
		ollama: ollamaPlace(stack).url,
		temporalUi: temporalUi ?? stack?.addresses.temporalUi ?? null,
	};
}

/**
 * A client of an MLflow.
 * @param of the one that this command means, unless told
 * @throws as {@link findAddresses}
 */
export function openMlflow(of?: string): Mlflow {
	const { url, source } = mlflowPlace(readStack(folders().stateDir));
	// One that is not this command's own stands in the bench's keys.
	return createMlflow(of ?? url, process.env, of === undefined || of === url ? source : '`mlflow_url`');
}

/**
 * A client of an Ollama.
 * @param of the one that this command means, unless told
 * @throws as {@link findAddresses}
 */
export function openOllama(of?: string): Ollama {
	const { url, source } = ollamaPlace(readStack(folders().stateDir));
	const stands = of === undefined || of === url ? source : '`ollama_url` or `gpus`';
	return createOllama(of ?? url, { env: process.env, source: stands });
}

/** How a message names what to correct, where an address is nobody's choice. */
const unset = (variable: string, is: string) => `${variable} (unset: this is ${is})`;
const byStack = (variable: string) => unset(variable, 'the stack of `./tip-bench up`');
const byUsage = (variable: string) => unset(variable, 'the usual address');

function findTemporal(stack: StackRecord | undefined): TemporalTarget {
	const { isNamed, ...target } = namedTemporal(process.env);
	if (isNamed || stack === undefined) return target;
	return atStack(stack.addresses.temporal);
}

/** The Temporal that a stack uses: of `up` itself, or the one that the environment names. */
export function atStack(address: string): TemporalTarget {
	const sources = { address: byStack('TEMPORAL_ADDRESS'), namespace: 'TEMPORAL_NAMESPACE' };
	return { sources, ...temporalAt(address, process.env) };
}

interface WebPlace {
	readonly url: string;
	/** What says so; where nobody does, the variable to set. */
	readonly source: string;
}

function mlflowPlace(stack: StackRecord | undefined): WebPlace {
	const variable = 'MLFLOW_TRACKING_URI';
	const named = namedPlace('MLflow', process.env);
	if (named !== null) return { url: named.address, source: variable };
	if (stack !== undefined) return { url: readMlflowUrl(stack.addresses.mlflow), source: byStack(variable) };
	return { url: defaultMlflowUrl, source: byUsage(variable) };
}

function ollamaPlace(stack: StackRecord | undefined): WebPlace {
	const variable = 'OLLAMA_HOST';
	const named = namedPlace('Ollama', process.env);
	if (named !== null) return { url: named.address, source: variable };
	if (stack !== undefined) return { url: readOllamaUrl(stack.addresses.ollama), source: byStack(variable) };
	return { url: readOllamaUrl(''), source: byUsage(variable) };
}

/** The environment of a worker, or of a dry run, that uses these addresses; for Temporal see `readEnvironment`. */
export function asEnvironment({ mlflow, ollama, temporalUi }: Addresses): Record<string, string | undefined> {
	return {
		...passedOn(),
		MLFLOW_TRACKING_URI: mlflow,
		OLLAMA_HOST: ollama,
		TEMPORAL_UI_URL: temporalUi ?? undefined,
	};
}

/** How the `temporal` command is written so that it reaches the same server, by whoever reads our messages. */
export function temporalCommand({ namespace, credentials, ...seen }: Addresses): string {
	const temporal = outside().temporal ?? seen.temporal;
	const isDefault = /^(localhost|127\.0\.0\.1):7233$/.test(temporal);
	const address = isDefault ? '' : `TEMPORAL_ADDRESS=${temporal} `;
	// `https://` in an address is ours alone; what else means TLS the command reads by itself.
	const tls = credentials?.tls === true && credentials.apiKey === undefined ? ' --tls' : '';
	return `${address}temporal${tls}${namespace === 'default' ? '' : ` --namespace ${quoted(namespace)}`}`;
}
