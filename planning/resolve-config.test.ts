import { type Config, parseConfig } from '../domain/bench/config';
import { faultList } from './fault-list';
import { addressSources, resolveConfig } from './resolve-config';

function resolved(input: object, env: Record<string, string> = {}, isWorker = true) {
	const parsed = parseConfig(input) as { config: Config };
	const faults = faultList([], []);
	const config = resolveConfig(
		parsed.config,
		{ env: { HOME: '/home/me', ...env }, exportDir: '/exports', isWorker },
		faults,
	);
	const found = faults.asError().message;
	return { ...config, faults: found === '' ? [] : found.split('\n') };
}

test('what the bench does not say, the environment says, else the usual', () => {
	expect(resolved({})).toMatchObject({
		ollama_url: 'http://127.0.0.1:11434',
		mlflow_url: 'http://localhost:5000',
		gpus: { gpu: 'http://127.0.0.1:11434' },
		export_dir: '/exports',
		faults: [],
	});
	expect(resolved({}, { OLLAMA_HOST: '"[::1]:9"', MLFLOW_TRACKING_URI: 'mlflow:5000' })).toMatchObject({
		ollama_url: 'http://[::1]:9',
		mlflow_url: 'http://mlflow:5000',
		gpus: { gpu: 'http://[::1]:9' },
	});
	expect(resolved({}, { OLLAMA_HOST: '', MLFLOW_TRACKING_URI: ' ' })).toMatchObject({ faults: [] });
});

test('what the bench says goes before the environment, however that is', () => {
	const env = { OLLAMA_HOST: 'ftp://x', MLFLOW_TRACKING_URI: 'databricks' };
	const input = { ollama_url: '::1', mlflow_url: 'https://mlflow/', export_dir: '~/out' };
	expect(resolved(input, env)).toMatchObject({
		ollama_url: 'http://[::1]:11434',
		mlflow_url: 'https://mlflow',
		export_dir: '/home/me/out',
		faults: [],
	});
	expect(resolved({ gpus: { one: 'a', two: 'HTTP://b:1' } }).gpus).toEqual({
		one: 'http://a:11434',
		two: 'http://b:1',
	});
});

test.each([
	[{ ollama_url: 'ftp://x' }, {}, /^- ollama_url: the address `ftp:\/\/x`/],
	[{ mlflow_url: 'sqlite:///x.db' }, {}, /^- mlflow_url: .*`mlflow server`/],
	[{ gpus: { one: 'ftp://x' } }, {}, /^- gpus\.one: /],
	[{ gpus: { one: 'localhost', two: '127.0.0.1:11434' } }, {}, /^- gpus: two queues have one Ollama/],
	[{ export_dir: '~somebody/x' }, {}, /^- export_dir: .*another user/],
	[{}, { OLLAMA_HOST: 'a b' }, /^- OLLAMA_HOST of the worker: /],
	[{}, { MLFLOW_TRACKING_URI: 'databricks' }, /^- MLFLOW_TRACKING_URI of the worker: .*Databricks/],
])('%j with %j is a fault that names where it stands', (input, env, fault) => {
	expect(resolved(input, env as Record<string, string>).faults).toEqual([expect.stringMatching(fault)]);
});

test("a dry run reads the command's own environment", () => {
	expect(resolved({}, { OLLAMA_HOST: 'a b' }, false).faults).toEqual([expect.stringMatching(/^- OLLAMA_HOST: /)]);
});

test.each([
	[{}, true, 'MLFLOW_TRACKING_URI of the worker', 'OLLAMA_HOST of the worker'],
	[{}, false, 'MLFLOW_TRACKING_URI', 'OLLAMA_HOST'],
	[{ mlflow_url: 'http://m', ollama_url: 'o' }, true, '`mlflow_url`', '`ollama_url`'],
	[{ ollama_url: 'o', gpus: { one: 'a' } }, false, 'MLFLOW_TRACKING_URI', '`gpus.one`'],
])('%j has its addresses from what was read', (input, isWorker, mlflow, ollama) => {
	const sources = addressSources((parseConfig(input) as { config: Config }).config, isWorker);
	expect([sources.mlflow, sources.ollama('one')]).toEqual([mlflow, ollama]);
});
