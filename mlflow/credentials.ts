/** The variables that MLflow's own client reads too; an empty one counts as unset. */
export interface Credentials {
	readonly MLFLOW_TRACKING_USERNAME?: string | undefined;
	readonly MLFLOW_TRACKING_PASSWORD?: string | undefined;
	readonly MLFLOW_TRACKING_TOKEN?: string | undefined;
}

/** Basic where user and password are set, else Bearer where a token is, else `null`: as MLflow's own client does. */
export function authorizationOf(environment: Credentials): string | null {
	const { MLFLOW_TRACKING_USERNAME: user, MLFLOW_TRACKING_PASSWORD: password } = environment;
	if (user && password) return `Basic ${Buffer.from(`${user}:${password}`, 'utf8').toString('base64')}`;
	// A token read from a file often ends in a line break, which no header may have.
	const token = environment.MLFLOW_TRACKING_TOKEN?.trim();
	return token ? `Bearer ${token}` : null;
}
