import { readTemporalUi } from '../domain/temporal-ui';
import { defaultMlflowUrl, readMlflowUrl, readOllamaUrl } from '../domain/urls';
import { namedPlace, temporalAt } from '../local/places';
import { readStack, type StackRecord } from '../local/stack-file';
import type { Env } from '../machine/environment/kinds';
import { readVariable } from '../machine/environment/read';
import { stateDir } from '../machine/folders';
import { homeFolder } from '../machine/home';
import { namedTemporal, type TemporalTarget } from '../machine/temporal/target';

/** Where the parts are that a command or the server talks to. */
export interface Addresses extends TemporalTarget {
	readonly mlflow: string;
	readonly ollama: string;
	/** The Temporal UI, where we know it. */
	readonly temporalUi: string | null;
}

/** An address, and what says it. */
interface WebPlace {
	readonly url: string;
	/** What says so; where nobody does, the variable to set. */
	readonly source: string;
}

/**
 * From the environment; else the stack that `up` runs; else the usual ports.
 * @throws MachineError EnvironmentInvalid that names the variable, or the profile
 */
export function findAddresses(env: Env): Addresses {
	const stack = readStack(stateDir(env));
	const temporalUi = readTemporalUi(readVariable(env, 'TEMPORAL_UI_URL'));
	return {
		...findTemporal(stack, env),
		mlflow: mlflowPlace(stack, env).url,
		ollama: ollamaPlace(stack, env).url,
		temporalUi: temporalUi ?? stack?.addresses.temporalUi ?? null,
	};
}

/** Where MLflow is. Whatever is wrong with how Temporal is named keeps nobody from it. @throws as {@link findAddresses} */
export function findMlflow(env: Env): WebPlace {
	return mlflowPlace(readStack(stateDir(env)), env);
}

/** The same of Ollama. @throws as {@link findAddresses} */
export function findOllama(env: Env): WebPlace {
	return ollamaPlace(readStack(stateDir(env)), env);
}

/** How a message names what to correct, where an address is nobody's choice. */
const unset = (variable: string, is: string) => `${variable} (unset: this is ${is})`;
const byStack = (variable: string) => unset(variable, 'the stack of `./tip-bench up`');
const byUsage = (variable: string) => unset(variable, 'the usual address');

function findTemporal(stack: StackRecord | undefined, env: Env): TemporalTarget {
	const { isNamed, ...target } = namedTemporal(env);
	if (isNamed || stack === undefined) return target;
	return atStack(stack.addresses.temporal, env);
}

/** The Temporal that a stack uses: of `up` itself, or the one that the environment names. */
export function atStack(address: string, env: Env): TemporalTarget {
	const sources = { address: byStack('TEMPORAL_ADDRESS'), namespace: 'TEMPORAL_NAMESPACE' };
	return { sources, ...temporalAt(address, env) };
}

function mlflowPlace(stack: StackRecord | undefined, env: Env): WebPlace {
	const variable = 'MLFLOW_TRACKING_URI';
	const named = namedPlace('MLflow', env);
	if (named !== null) return { url: named.address, source: variable };
	if (stack !== undefined) return { url: readMlflowUrl(stack.addresses.mlflow), source: byStack(variable) };
	return { url: defaultMlflowUrl, source: byUsage(variable) };
}

function ollamaPlace(stack: StackRecord | undefined, env: Env): WebPlace {
	const variable = 'OLLAMA_HOST';
	const named = namedPlace('Ollama', env);
	if (named !== null) return { url: named.address, source: variable };
	if (stack !== undefined) return { url: readOllamaUrl(stack.addresses.ollama), source: byStack(variable) };
	return { url: readOllamaUrl(''), source: byUsage(variable) };
}

/** The environment for programs that we start: all of it, and a home folder, without which some of them do not run. */
export function passedOn(env: Env): Record<string, string | undefined> {
	return { ...env, HOME: homeFolder(env) };
}

/** The environment of a worker, or of a dry run, that uses these addresses; for Temporal see `readEnvironment`. */
export function asEnvironment(env: Env, { mlflow, ollama, temporalUi }: Addresses): Record<string, string | undefined> {
	return {
		...passedOn(env),
		MLFLOW_TRACKING_URI: mlflow,
		OLLAMA_HOST: ollama,
		TEMPORAL_UI_URL: temporalUi ?? undefined,
	};
}
