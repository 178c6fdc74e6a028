import type { Say } from '../machine/say';
import { mlflowPort } from './mlflow';
import { ollamaPort } from './ollama';
import { ollamaAddress } from './ollama-address';
import { foreignPart, type PartName, type RunningPart } from './part';
import { probeMlflow, probeOllama, probeTemporal } from './probe';
import { temporalPorts } from './temporal';

interface Candidate {
	/** The environment variable that names it, where one does. */
	variable: string;
	named: string | undefined;
	usual: string;
	probe: (address: string) => Promise<string | undefined>;
}

const withoutSlash = (url: string) => url.replace(/\/+$/, '');

function candidateOf(name: PartName, env: NodeJS.ProcessEnv): Candidate {
	if (name === 'Temporal') {
		const usual = `127.0.0.1:${temporalPorts.grpc}`;
		return { variable: 'TEMPORAL_ADDRESS', named: env.TEMPORAL_ADDRESS, usual, probe: probeTemporal };
	}
	if (name === 'MLflow') {
		const named = env.MLFLOW_TRACKING_URI ? withoutSlash(env.MLFLOW_TRACKING_URI) : undefined;
		return { variable: 'MLFLOW_TRACKING_URI', named, usual: `http://127.0.0.1:${mlflowPort}`, probe: probeMlflow };
	}
	const named = env.OLLAMA_HOST ? ollamaAddress(env.OLLAMA_HOST) : undefined;
	return { variable: 'OLLAMA_HOST', named, usual: `http://127.0.0.1:${ollamaPort}`, probe: probeOllama };
}

/**
 * A part that somebody already runs: where the environment names one, else at its usual address, and only where
 * it answers as that very part. Undefined where there is none.
 */
export async function findRunning(name: PartName, env: NodeJS.ProcessEnv, say: Say): Promise<RunningPart | undefined> {
	const { variable, named, usual, probe } = candidateOf(name, env);
	if (named) {
		const version = await probe(named);
		if (version) return foreignPart(name, named, version);
		say(`${name}: ${variable} names ${named}, where no ${name} answers`);
	}
	const version = await probe(usual);
	return version ? foreignPart(name, usual, version) : undefined;
}
