import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { SecureContextOptions } from 'node:tls';
import { messageOf } from '../coded-error';
import { MachineError } from '../errors';
import type { Env } from './kinds';
import { readVariable } from './read';
import type { VariableName } from './variables';

/** What TLS needs to know beside the address. */
export interface TlsOptions extends Pick<SecureContextOptions, 'ca' | 'cert' | 'key'> {
	readonly rejectUnauthorized?: false;
}

/**
 * The `Authorization` header for MLflow: Basic where user and password are set, else Bearer where a token is, else `null`,
 * as MLflow's own client does.
 * @throws MachineError EnvironmentInvalid
 */
export function mlflowAuthorization(env: Env): string | null {
	const user = readVariable(env, 'MLFLOW_TRACKING_USERNAME');
	const password = readVariable(env, 'MLFLOW_TRACKING_PASSWORD');
	if (user && password) return `Basic ${Buffer.from(`${user}:${password}`, 'utf8').toString('base64')}`;
	const token = readVariable(env, 'MLFLOW_TRACKING_TOKEN');
	return token === undefined ? null : `Bearer ${token}`;
}

/**
 * Whom to trust as MLflow, and by which certificate to ask, in the order of MLflow's own client: the one file (or folder)
 * that replaces the usual authorities, or no check at all.
 * @throws MachineError EnvironmentInvalid that names the variable whose file cannot be read
 */
export function mlflowTls(env: Env): TlsOptions {
	const insecure = readVariable(env, 'MLFLOW_TRACKING_INSECURE_TLS') ?? false;
	if (insecure && readVariable(env, 'MLFLOW_TRACKING_SERVER_CERT_PATH') !== undefined) {
		const message =
			'MLFLOW_TRACKING_INSECURE_TLS and MLFLOW_TRACKING_SERVER_CERT_PATH exclude each other; leave one unset';
		throw new MachineError('EnvironmentInvalid', message);
	}
	const own = contentOf(env, 'MLFLOW_TRACKING_CLIENT_CERT_PATH');
	const authorities = insecure ? undefined : authoritiesOf(env);
	return {
		...(own && { cert: own, key: own }),
		...(authorities && { ca: authorities }),
		...(insecure && { rejectUnauthorized: false as const }),
	};
}

function authoritiesOf(env: Env): string | undefined {
	for (const name of ['MLFLOW_TRACKING_SERVER_CERT_PATH', 'REQUESTS_CA_BUNDLE', 'CURL_CA_BUNDLE'] as const) {
		const content = contentOf(env, name);
		if (content !== undefined) return content;
	}
	return undefined;
}

type PathVariable = Extract<VariableName, `MLFLOW_${string}_PATH` | `${string}_CA_BUNDLE`>;

/** The text of the file that a variable names, or of all files of that folder. */
function contentOf(env: Env, name: PathVariable): string | undefined {
	const path = readVariable(env, name);
	if (path === undefined) return undefined;
	try {
		const files = statSync(path).isDirectory() ? readdirSync(path).map((file) => join(path, file)) : [path];
		const texts = files.filter((file) => statSync(file).isFile()).map((file) => readFileSync(file, 'utf8'));
		const content = texts.join('\n');
		if (content.includes('-----BEGIN ')) return content;
	} catch (error) {
		throw new MachineError('EnvironmentInvalid', `${name}: ${path} cannot be read: ${messageOf(error)}`);
	}
	throw new MachineError('EnvironmentInvalid', `${name}: there is no certificate in ${path}; it holds them as PEM`);
}
