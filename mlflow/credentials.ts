/** What is read of the environment: as MLflow's own Python client does. */
export type MlflowEnvironment = Readonly<Record<string, string | undefined>>;

/**
 * The `Authorization` header: Basic from MLFLOW_TRACKING_USERNAME and _PASSWORD, else Bearer from
 * MLFLOW_TRACKING_TOKEN, else none. It never goes into a message.
 */
export function authorization(env: MlflowEnvironment): { authorization?: string } {
	const { MLFLOW_TRACKING_USERNAME: user, MLFLOW_TRACKING_PASSWORD: password, MLFLOW_TRACKING_TOKEN: token } = env;
	if (user && password) return { authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}` };
	return token ? { authorization: `Bearer ${token}` } : {};
}
