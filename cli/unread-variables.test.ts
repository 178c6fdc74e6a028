import { unreadVariables } from './unread-variables';

test.each([
	['TIP_BENCH_STAT', 'TIP_BENCH_STATE'],
	['tip_bench_state', 'TIP_BENCH_STATE'],
	['TEMPORAL_HOST_URL', 'TEMPORAL_ADDRESS'],
	['TEMPORAL_CLI_NAMESPACE', 'TEMPORAL_NAMESPACE'],
	['TEMPORAL_ADRESS', 'TEMPORAL_ADDRESS'],
	['MLFLOW_TRACKING_URL', 'MLFLOW_TRACKING_URI'],
	['MLFLOW_URI', 'MLFLOW_TRACKING_URI'],
	['mlflow_tracking_uri', 'MLFLOW_TRACKING_URI'],
	['OLLAMA_BASE_URL', 'OLLAMA_HOST'],
	['OLLAMA_HOSTS', 'OLLAMA_HOST'],
])('%s is told, with %s', (name, meant) => {
	expect(unreadVariables({ [name]: 'x' })).toEqual([`the command does not read ${name}; did you mean ${meant}?`]);
});

test('what is read beside it, set to nothing, or of another tool is not told', () => {
	expect(unreadVariables({ OLLAMA_BASE_URL: 'x', OLLAMA_HOST: 'y', MLFLOW_URI: '' })).toEqual([]);
	const others = [
		'OLLAMA_MODELS',
		'OLLAMA_NUM_PARALLEL',
		'OLLAMA_ORIGINS',
		'MLFLOW_TRACKING_AWS_SIGV4',
		'TEMPORAL_DEBUG',
	];
	expect(unreadVariables(Object.fromEntries([...others, 'PATH', 'HOSTNAME'].map((name) => [name, 'x'])))).toEqual([]);
	expect(unreadVariables({ TIP_BENCH_ZZZZZZZZZZZZZZZZ: 'x' })).toEqual([
		'the command does not read TIP_BENCH_ZZZZZZZZZZZZZZZZ',
	]);
});
