import { TipBenchError } from '../domain/errors';
import { readMlflowUrl, readOllamaUrl } from '../domain/urls';
import type { Env } from '../machine/environment/kinds';
import { readVariable } from '../machine/environment/read';
import { MachineError } from '../machine/errors';
import { namedTemporal, type TemporalTarget, usualNamespace } from '../machine/temporal/target';
import { mlflowPort } from './mlflow';
import { ollamaPort } from './ollama';
import type { PartName } from './part';
import { lookAtMlflow, lookAtOllama, lookAtTemporal, type SeenPart } from './probe';
import type { StackAddresses } from './stack-file';
import { temporalPorts } from './temporal';

/** Where a part may be. */
export interface PartPlace {
	readonly address: string;
	/** What names it, such as a variable; undefined for the usual address. */
	readonly source: string | undefined;
	look(): Promise<SeenPart>;
}

/**
 * Where the environment says that a part is, or `null` where it does not.
 * @throws MachineError EnvironmentInvalid that names the variable, or the profile
 */
export function namedPlace(name: PartName, env: Env): PartPlace | null {
	if (name === 'Temporal') {
		const { isNamed, ...target } = namedTemporal(env);
		return isNamed ? temporalPlace(target, target.sources?.address) : null;
	}
	const source = name === 'MLflow' ? 'MLFLOW_TRACKING_URI' : 'OLLAMA_HOST';
	const written = readVariable(env, source);
	if (written === undefined) return null;
	const url = ofVariable(() => (name === 'MLflow' ? readMlflowUrl : readOllamaUrl)(written, source));
	return webPlace(name, url, env, source);
}

/** Where a part of a stack is. It may be the one that the environment names, with a log-in. */
export function stackPlace(name: PartName, addresses: StackAddresses, env: Env): PartPlace {
	if (name !== 'Temporal')
		return webPlace(name, name === 'MLflow' ? addresses.mlflow : addresses.ollama, env, undefined);
	return temporalPlace(temporalAt(addresses.temporal, env), undefined);
}

/** Where a part is when nobody says. */
export function usualPlace(name: PartName, env: Env): PartPlace {
	if (name === 'Temporal') return temporalPlace(withoutLogin(`127.0.0.1:${temporalPorts.grpc}`, env), undefined);
	return webPlace(name, `http://127.0.0.1:${name === 'MLflow' ? mlflowPort : ollamaPort}`, env, undefined);
}

/** How to reach the Temporal at an address: as the environment says where it means that one, else without TLS or log-in. */
export function temporalAt(address: string, env: Env): TemporalTarget {
	const { isNamed, ...named } = namedTemporal(env);
	return isNamed && named.temporal === address ? named : withoutLogin(address, env);
}

function withoutLogin(temporal: string, env: Env): TemporalTarget {
	return { temporal, namespace: readVariable(env, 'TEMPORAL_NAMESPACE') ?? usualNamespace };
}

function temporalPlace(target: TemporalTarget, source: string | undefined): PartPlace {
	return { address: target.temporal, source, look: () => lookAtTemporal(target) };
}

function webPlace(name: 'MLflow' | 'Ollama', address: string, env: Env, source: string | undefined): PartPlace {
	return { address, source, look: () => (name === 'MLflow' ? lookAtMlflow : lookAtOllama)(address, env) };
}

/** To a bench a bad address is a fault of its input; here it is one of the environment. */
function ofVariable(read: () => string): string {
	try {
		return read();
	} catch (error) {
		if (!(error instanceof TipBenchError)) throw error;
		throw new MachineError('EnvironmentInvalid', error.message);
	}
}
