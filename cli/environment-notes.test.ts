import { notesOfEnvironment } from './environment-notes';

test('what is not taken as it is written is said', () => {
	const env = {
		OLLAMA_HOST: '0.0.0.0:99999',
		TEMPORAL_ADDRESS: "'None'",
		TEMPORAL_TLS_CERT: 'null',
		JUDGE_KEY: ' nil ',
	};
	expect(notesOfEnvironment(env, ['JUDGE_KEY', 'JUDGE_URL'])).toEqual([
		'TEMPORAL_ADDRESS: `None` was taken as not given',
		'TEMPORAL_TLS_CERT: `null` was taken as not given',
		'JUDGE_KEY: `nil` was taken as not given',
		'OLLAMA_HOST: `99999` is no port from 0 to 65535; 11434 was taken, as Ollama does',
	]);
	expect(notesOfEnvironment({ OLLAMA_HOST: 'None' })).toEqual(['OLLAMA_HOST: `None` was taken as not given']);
});

test('nothing is said of what is taken as it is, or not at all', () => {
	const plain = { OLLAMA_HOST: 'gpu:11434', TEMPORAL_ADDRESS: '', MLFLOW_TRACKING_PASSWORD: 'None', HOME: '/none' };
	expect(notesOfEnvironment(plain)).toEqual([]);
});
