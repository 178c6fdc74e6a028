import { type ErrorCode, TipBenchError } from '../domain/errors';

/** A refusal of MLflow's, with its own code, such as `RESOURCE_DOES_NOT_EXIST`. */
export class MlflowError extends TipBenchError {
	constructor(
		code: ErrorCode,
		message: string,
		readonly answerCode: string,
	) {
		super(code, message);
	}
}

/** An answer's status and text. */
export interface MlflowAnswer {
	readonly status: number;
	readonly text: string;
}

/** Whether an answer is MLflow's refusal of the host name it was called by. */
export function isHostRefusal({ status, text }: MlflowAnswer): boolean {
	return status === 403 && text.includes('Invalid Host header');
}

/** Puts an answer that is no success into words. SQLite's exhausted pool comes as a 400, but passes. */
export function answerError(url: string, what: string, answer: MlflowAnswer): MlflowError {
	const { status, text } = answer;
	const { error_code, message = text.slice(0, 300).trim() } = parseError(text);
	if (status === 429 || status >= 500 || text.includes('QueuePool limit')) {
		return new MlflowError(
			'MlflowUnavailable',
			`MLflow at ${url} is too busy to ${what}: ${status} ${message}`,
			error_code,
		);
	}
	if (isHostRefusal(answer)) {
		const host = new URL(url).host;
		const remedy = `start it with --allowed-hosts that includes ${host}`;
		return new MlflowError(
			'MlflowRefused',
			`MLflow at ${url} does not accept being called by that host name: ${remedy}`,
			error_code,
		);
	}
	if (status === 401 || status === 403) {
		const remedy = 'set MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD, or MLFLOW_TRACKING_TOKEN';
		return new MlflowError('MlflowRefused', `MLflow at ${url} refuses to ${what} (${status}): ${remedy}`, error_code);
	}
	return new MlflowError('MlflowRefused', `MLflow at ${url} refuses to ${what}: ${status} ${message}`, error_code);
}

function parseError(text: string): { error_code: string; message?: string } {
	try {
		const { error_code = '', message } = JSON.parse(text) as { error_code?: string; message?: string };
		return { error_code, ...(message === undefined ? {} : { message }) };
	} catch {
		return { error_code: '' };
	}
}
