import { createPlaces } from '../../places/places';
import { refuseStrangeAddresses } from './addresses';

const env = {
	HOME: '/nowhere',
	TIP_BENCH_STATE: '/nowhere',
	OLLAMA_HOST: 'http://ollama:11434',
	MLFLOW_TRACKING_URI: 'http://127.0.0.1:5000/mlflow',
	TIP_BENCH_ADMIN_ADDRESSES: 'http://ollama-2:11434',
};
const places = createPlaces(env, () => undefined);

test.each([
	{},
	{ ollama_url: 'ollama' },
	{ ollama_url: 'http://ollama:11434/' },
	{ mlflow_url: 'http://localhost:5000/mlflow/' },
	{ gpus: { gpu: 'http://ollama:11434', 'gpu-2': 'ollama-2:11434' } },
	{ ollama_url: '' },
	{ ollama_url: 'ftp://is-no-address' },
	'no config at all',
	null,
])('%j names no strange address', (config) => {
	expect(() => refuseStrangeAddresses(config, places)).not.toThrow();
});

test.each([
	[{ ollama_url: 'http://169.254.169.254' }, ['ollama_url']],
	[{ ollama_url: 'ollama.evil.example:11434' }, ['ollama_url']],
	[{ mlflow_url: 'http://127.0.0.1:5000' }, ['mlflow_url']],
	[{ mlflow_url: 'http://ollama:11434' }, ['mlflow_url']],
	[{ gpus: '{"gpu": "http://x:1", "gpu-2": "http://ollama:11434"}' }, ['gpus.gpu']],
	[{ conf: { ollama_url: '"http://evil"' } }, ['ollama_url']],
	['{"mlflow_url": "http://evil:5000"}', ['mlflow_url']],
	[JSON.stringify({ dag_run: { conf: '{"ollama_url": "evil"}' } }), ['ollama_url']],
])('%j does, in whatever form it comes', (config, keys) => {
	expect(() => refuseStrangeAddresses(config, places)).toThrow(
		expect.objectContaining({ code: 'AddressRefused', faults: keys.map((key) => expect.objectContaining({ key })) }),
	);
});
