import { createConnection } from 'node:net';
import { Connection } from '@temporalio/client';
import type { Env } from '../machine/environment/kinds';
import { mlflowAuthorization, mlflowTls } from '../machine/environment/mlflow-access';
import { ollamaHeaders } from '../machine/environment/ollama-access';
import { clientOptions, connectFault, namespaceFault } from '../machine/temporal/connection';
import type { TemporalTarget } from '../machine/temporal/target';
import { askHttp, getText, type HttpAnswer, type HttpFailure } from './http-probe';

/**
 * What stands at an address: the part, with its version; the part, but it does not let us in; something else; or nobody.
 * `why` is a sentence's end with what to do, after the address.
 */
export type SeenPart =
	| { readonly is: 'there'; readonly version: string }
	| { readonly is: 'refusing' | 'other' | 'absent'; readonly why: string };

/** Milliseconds that a part on this machine, or near it, may take. */
const patienceMs = 2_000;

const nobody: SeenPart = { is: 'absent', why: 'does not answer' };

/** Looks at a Temporal server, and whether it has the namespace. */
export async function lookAtTemporal(target: TemporalTarget): Promise<SeenPart> {
	// A gRPC channel backs off for a second after a refusal, so it is opened only where somebody listens.
	if (!(await accepts(target.temporal))) return nobody;
	let connection: Connection | undefined;
	try {
		connection = await Connection.connect({ ...clientOptions(target), connectTimeout: patienceMs });
		const { serverVersion } = await connection.workflowService.getSystemInfo({});
		const fault = await namespaceFault(connection.workflowService, target);
		if (fault !== null) return { is: 'refusing', why: fault };
		return { is: 'there', version: serverVersion || 'unknown' };
	} catch (error) {
		const { refused, what } = connectFault(target, error);
		if (refused) return { is: 'refusing', why: what };
		const tls = target.credentials?.tls ? 'with' : 'without';
		return { is: 'other', why: `takes connections, but does not answer as Temporal ${tls} TLS` };
	} finally {
		await connection?.close().catch(() => {});
	}
}

/** The version of the Temporal server at `host:port` that asks for nothing, or undefined where there is none. */
export async function probeTemporal(address: string): Promise<string | undefined> {
	return versionOf(await lookAtTemporal({ temporal: address, namespace: 'default' }));
}

/** Where Temporal's web UI answers among the candidates: its URL. */
export async function probeTemporalUi(url: string): Promise<string | undefined> {
	const settings = await getText(`${url}/api/v1/settings`, patienceMs);
	return settings?.includes('"DefaultNamespace"') ? url : undefined;
}

/** Looks at the MLflow server at a URL, which may carry a path. @throws MachineError EnvironmentInvalid */
export async function lookAtMlflow(url: string, env: Env): Promise<SeenPart> {
	const authorization = mlflowAuthorization(env);
	const headers = authorization === null ? {} : { authorization };
	const tls = url.startsWith('https:') ? mlflowTls(env) : {};
	const ask = (path: string) => askHttp(`${url}${path}`, { timeoutMs: patienceMs, headers, tls });
	const health = await ask('/health');
	if ('failed' in health) return unanswered(health, 'MLFLOW_TRACKING_SERVER_CERT_PATH names whom to trust');
	const version = await ask('/version');
	// Its own health is open to all: a 403 there is something else's, such as that of AirPlay, which macOS has at 5000.
	const isMlflow = health.text.trim() === 'OK';
	if (asksWho(health) || asksWho(version) || (isMlflow && mustLogIn(version))) {
		const how = 'MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD, or MLFLOW_TRACKING_TOKEN';
		return {
			is: 'refusing',
			why: authorization === null ? `asks for a log-in: set ${how}` : `refuses the log-in in ${how}`,
		};
	}
	const said = 'text' in version && version.status === 200 ? version.text.trim() : '';
	if (isMlflow && /^\d+\.\d+/.test(said)) return { is: 'there', version: said };
	return { is: 'other', why: `answers, but not as MLflow does (HTTP ${health.status}); is the path right?` };
}

/** Looks at the Ollama server at a URL. @throws MachineError EnvironmentInvalid */
export async function lookAtOllama(url: string, env: Env): Promise<SeenPart> {
	const headers = ollamaHeaders(env);
	const answer = await askHttp(`${url}/api/version`, { timeoutMs: patienceMs, headers: { ...headers } });
	if ('failed' in answer) return unanswered(answer, 'NODE_EXTRA_CA_CERTS names whom to trust beside the usual');
	if (mustLogIn(answer)) {
		return {
			is: 'refusing',
			why: headers.authorization ? 'refuses OLLAMA_API_KEY' : 'asks for a key: set OLLAMA_API_KEY',
		};
	}
	const version = /"version"\s*:\s*"([^"]+)"/.exec(answer.text)?.[1];
	if (answer.status === 200 && version) return { is: 'there', version };
	return { is: 'other', why: `answers, but not as Ollama does (HTTP ${answer.status})` };
}

/** The version of the Ollama server at a URL that asks for nothing, or undefined where there is none. */
export async function probeOllama(url: string): Promise<string | undefined> {
	return versionOf(await lookAtOllama(url, {}));
}

function versionOf(seen: SeenPart): string | undefined {
	return seen.is === 'there' ? seen.version : undefined;
}

function mustLogIn(answer: HttpAnswer): boolean {
	return 'status' in answer && (answer.status === 401 || answer.status === 403);
}

function asksWho(answer: HttpAnswer): boolean {
	return 'status' in answer && answer.status === 401;
}

function unanswered({ failed, isAbsent }: HttpFailure, trust: string): SeenPart {
	if (isAbsent) return { is: 'absent', why: `does not answer (${failed})` };
	const certificate = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ISSUER/.test(failed);
	return {
		is: certificate ? 'refusing' : 'other',
		why: certificate
			? `has a certificate that is not trusted (${failed}): ${trust}`
			: `does not answer as it should (${failed})`,
	};
}

/** Whether something accepts connections at `host:port`. */
function accepts(address: string): Promise<boolean> {
	const split = address.lastIndexOf(':');
	const host = address.slice(0, split).replace(/^\[|\]$/g, '');
	const socket = createConnection({ host, port: Number(address.slice(split + 1)) });
	return new Promise((resolve) => {
		const answer = (listening: boolean) => {
			socket.destroy();
			resolve(listening);
		};
		socket.setTimeout(patienceMs, () => answer(false));
		socket.once('connect', () => answer(true));
		socket.once('error', () => answer(false));
	});
}
