import { z } from 'zod';
import { TipBenchError } from '../domain/errors';

/** An answer of MLflow's that is not a success. */
export interface Refusal {
	readonly status: number;
	/** MLflow's own code, such as `RESOURCE_DOES_NOT_EXIST`; empty where MLflow itself did not speak. */
	readonly code: string;
	/** What was said, shortened. */
	readonly message: string;
}

const errorBody = z.object({ error_code: z.string().default(''), message: z.string().default('') });
const longest = 500;

/** Reads a failed answer's body: MLflow's JSON, or the text of whatever answered. */
export function refusalOf(status: number, body: string): Refusal {
	try {
		const { error_code: code, message } = errorBody.parse(JSON.parse(body));
		return { status, code, message: message.slice(0, longest) };
	} catch {
		const text = /<html|<!doctype/i.test(body) ? '' : body.trim();
		return { status, code: '', message: text.slice(0, longest) };
	}
}

/**
 * Whether waiting may mend it: 5xx, 429, 408, and the HTTP 400 that MLflow makes of a database that is too busy.
 */
export function isTransient({ status, message }: Refusal): boolean {
	if (status >= 500 || status === 429 || status === 408) return true;
	return status === 400 && /QueuePool limit|database is locked|OperationalError/.test(message);
}

/** Whether the server turned the host name away that we called it by. */
export function isUnknownHost({ status, code, message }: Refusal): boolean {
	return status === 403 && code === '' && message.includes('Invalid Host header');
}

/**
 * The error that a refusal is for the caller: MlflowUnavailable when waiting may mend it, else MlflowRefused.
 * @param what the request in words, such as `POST runs/create`
 */
export function mlflowRefusal(url: string, what: string, refusal: Refusal): TipBenchError {
	const said = refusal.message === '' ? '' : `: ${refusal.message.replace(/\.+$/, '')}`;
	const status = `HTTP ${refusal.status}${refusal.code === '' ? '' : ` ${refusal.code}`}`;
	const head = `MLflow at ${url} answered ${status} to ${what}${said}`;
	if (isTransient(refusal)) return new TipBenchError('MlflowUnavailable', head);
	return new TipBenchError('MlflowRefused', `${head}${hint(url, refusal)}`);
}

function hint(url: string, refusal: Refusal): string {
	if (isUnknownHost(refusal)) {
		const { host, port } = new URL(url);
		return (
			`. It does not know the host name \`${host}\`, and \`localhost${port && `:${port}`}\` neither: ` +
			`start it with \`--allowed-hosts ${host}\`, or use an address that it knows.`
		);
	}
	if (refusal.status === 401) {
		return '. Set MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD, or MLFLOW_TRACKING_TOKEN, where tip-bench and its workers run, and start the workers again.';
	}
	if (refusal.status === 403) return '. The user in MLFLOW_TRACKING_USERNAME, or the token, may not do this.';
	if (refusal.message.includes("must be in the 'active' state")) return '. Restore it in MLflow.';
	if (refusal.code === '' && refusal.status === 404) {
		return '. Is this the address of an MLflow server, and its path right (`--static-prefix`)?';
	}
	return '';
}
