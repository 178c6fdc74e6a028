import { createConnection } from 'node:net';
import { Connection } from '@temporalio/client';

/** The text of a 200 answer, or undefined for all else. */
export async function getText(url: string, timeoutMs: number): Promise<string | undefined> {
	try {
		const response = await fetch(url, { signal: AbortSignal.timeout(timeoutMs) });
		const text = await response.text();
		return response.ok ? text : undefined;
	} catch {
		return undefined;
	}
}

/** Whether something accepts connections at `host:port`. */
function accepts(address: string, timeoutMs: number): Promise<boolean> {
	const split = address.lastIndexOf(':');
	const socket = createConnection({ host: address.slice(0, split), port: Number(address.slice(split + 1)) });
	return new Promise((resolve) => {
		const answer = (listening: boolean) => {
			socket.destroy();
			resolve(listening);
		};
		socket.setTimeout(timeoutMs, () => answer(false));
		socket.once('connect', () => answer(true));
		socket.once('error', () => answer(false));
	});
}

/** The version of the Temporal server at `host:port`, or undefined where there is none. */
export async function probeTemporal(address: string, timeoutMs = 2000): Promise<string | undefined> {
	// A gRPC channel backs off for a second after a refusal, so it is opened only where somebody listens.
	if (!(await accepts(address, timeoutMs))) return undefined;
	let connection: Connection | undefined;
	try {
		connection = await Connection.connect({ address, connectTimeout: timeoutMs });
		const { serverVersion } = await connection.workflowService.getSystemInfo({});
		return serverVersion || undefined;
	} catch {
		return undefined;
	} finally {
		await connection?.close().catch(() => {});
	}
}

/** Where Temporal's web UI answers among the candidates: its URL. */
export async function probeTemporalUi(url: string, timeoutMs = 2000): Promise<string | undefined> {
	const settings = await getText(`${url}/api/v1/settings`, timeoutMs);
	return settings?.includes('"DefaultNamespace"') ? url : undefined;
}

/** The version of the MLflow server at a URL (which may carry a path), or undefined where there is none. */
export async function probeMlflow(url: string, timeoutMs = 2000): Promise<string | undefined> {
	const health = await getText(`${url}/health`, timeoutMs);
	if (health?.trim() !== 'OK') return undefined;
	const version = (await getText(`${url}/version`, timeoutMs))?.trim();
	if (version && /^\d+\.\d+/.test(version)) return version;
	return (await asksForMlflowPassword(url, timeoutMs)) ? 'unknown' : undefined;
}

async function asksForMlflowPassword(url: string, timeoutMs: number): Promise<boolean> {
	try {
		const response = await fetch(`${url}/version`, { signal: AbortSignal.timeout(timeoutMs) });
		return response.status === 401 && /mlflow/i.test(response.headers.get('www-authenticate') ?? '');
	} catch {
		return false;
	}
}

/** The version of the Ollama server at a URL, or undefined where there is none. */
export async function probeOllama(url: string, timeoutMs = 2000): Promise<string | undefined> {
	const answer = await getText(`${url}/api/version`, timeoutMs);
	try {
		const { version } = JSON.parse(answer ?? '{}') as { version?: unknown };
		return typeof version === 'string' ? version : undefined;
	} catch {
		return undefined;
	}
}
