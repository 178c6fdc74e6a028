import { readMlflowUrl, readOllamaUrl } from './urls';

describe('readOllamaUrl', () => {
	test.each([
		['', 'http://127.0.0.1:11434'],
		['localhost', 'http://localhost:11434'],
		['gpu-box:9999', 'http://gpu-box:9999'],
		[':9999', 'http://127.0.0.1:9999'],
		['0.0.0.0', 'http://127.0.0.1:11434'],
		['0.0.0.0:8080', 'http://127.0.0.1:8080'],
		['::', 'http://[::1]:11434'],
		['[::]:8080', 'http://[::1]:8080'],
		['::1', 'http://[::1]:11434'],
		['[fe80::2]', 'http://[fe80::2]:11434'],
		['http://', 'http://127.0.0.1:80'],
		['http://gpu-box', 'http://gpu-box:80'],
		['https://gpu-box/', 'https://gpu-box:443'],
		['https://gpu-box:80', 'https://gpu-box:80'],
		['http://localhost:11434/', 'http://localhost:11434'],
		['example.com/ollama/', 'http://example.com:11434/ollama'],
		['http://0.0.0.0:11434', 'http://127.0.0.1:11434'],
		[' "10.0.0.5" ', 'http://10.0.0.5:11434'],
		['localhost:080', 'http://localhost:80'],
	])('%p is %s', (text, url) => {
		expect(readOllamaUrl(text)).toBe(url);
	});

	test.each(['ftp://x', 'host:99999', 'a b', 'http://me:secret@host'])('%p is refused', (text) => {
		expect(() => readOllamaUrl(text)).toThrow(expect.objectContaining({ code: 'InvalidConfig' }));
	});
});

describe('readMlflowUrl', () => {
	test.each([
		['http://localhost:5000', 'http://localhost:5000'],
		['http://localhost:5000/', 'http://localhost:5000'],
		['localhost:5000', 'http://localhost:5000'],
		['https://tracking.example.com/mlflow/', 'https://tracking.example.com/mlflow'],
		['http://localhost:5000/#/experiments/3', 'http://localhost:5000'],
		['http://0.0.0.0:5000', 'http://127.0.0.1:5000'],
		[' http://[::1]:5000/a/b ', 'http://[::1]:5000/a/b'],
	])('%p is %s', (text, url) => {
		expect(readMlflowUrl(text)).toBe(url);
	});

	test.each(['', 'sqlite:///mlflow.db', './mlruns', '/srv/mlruns', 'file:/srv'])('%p is refused', (text) => {
		expect(() => readMlflowUrl(text)).toThrow(expect.objectContaining({ code: 'InvalidConfig' }));
	});

	test('a password is refused and not repeated', () => {
		expect(() => readMlflowUrl('http://me:hunter2@host:5000/x')).toThrow(/http:\/\/…@host:5000\/x` must not carry/);
		expect(() => readMlflowUrl('me:hunter2@host:5000')).toThrow(/^((?!hunter2).)*$/);
	});
});
