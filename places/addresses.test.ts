import { findAddresses, findMlflow, findOllama } from './addresses';

test('whoever needs MLflow or Ollama alone is not kept from it by what is wrong with Temporal', () => {
	const env = {
		...{
			HOME: '/nowhere',
			TIP_BENCH_STATE: '/nowhere/state',
			TEMPORAL_CONFIG_FILE: '/dev/null',
			TEMPORAL_PROFILE: 'gone',
		},
		...{ MLFLOW_TRACKING_URI: 'http://127.0.0.1:5001', OLLAMA_HOST: '127.0.0.1:11435' },
	};
	expect(() => findAddresses(env)).toThrow(/gone/);
	expect(findMlflow(env)).toEqual({ url: 'http://127.0.0.1:5001', source: 'MLFLOW_TRACKING_URI' });
	expect(findOllama(env)).toEqual({ url: 'http://127.0.0.1:11435', source: 'OLLAMA_HOST' });
});
