import { maskedAddress } from '../machine/masked-address';
import { readMlflowUrl, readOllamaUrl, readServeUrl } from './urls';

describe('readOllamaUrl', () => {
	// As `envconfig.ConnectableHost` of Ollama 0.24.0 gives them, with the slash before a path and without one at its end.
	test.each([
		['', 'http://127.0.0.1:11434'],
		[' ', 'http://127.0.0.1:11434'],
		['localhost', 'http://localhost:11434'],
		['gpu-box:9999', 'http://gpu-box:9999'],
		[':9999', 'http://127.0.0.1:9999'],
		[':', 'http://127.0.0.1:11434'],
		['localhost:', 'http://localhost:11434'],
		['0.0.0.0', 'http://127.0.0.1:11434'],
		['0.0.0.0:80', 'http://127.0.0.1:80'],
		['0.0.0.0:8080', 'http://127.0.0.1:8080'],
		['::', 'http://[::1]:11434'],
		['[::]', 'http://[::1]:11434'],
		['[::]:8080', 'http://[::1]:8080'],
		['::1', 'http://[::1]:11434'],
		['[::1]', 'http://[::1]:11434'],
		['[::1]:', 'http://[::1]:11434'],
		['[::1]:9', 'http://[::1]:9'],
		['[fe80::2]', 'http://[fe80::2]:11434'],
		['fe80::2', 'http://[fe80::2]:11434'],
		['2001:DB8::1', 'http://[2001:db8::1]:11434'],
		['::ffff:1.2.3.4', 'http://1.2.3.4:11434'],
		['http://', 'http://127.0.0.1:80'],
		['http://gpu-box', 'http://gpu-box:80'],
		['http://[::1]', 'http://[::1]:80'],
		['https://gpu-box/', 'https://gpu-box:443'],
		['https://gpu-box:80', 'https://gpu-box:80'],
		// Ollama knows its usual ports by the small letters alone.
		['HTTP://gpu-box', 'http://gpu-box:11434'],
		['HTTP://gpu-box:8080', 'http://gpu-box:8080'],
		['Https://gpu-box', 'https://gpu-box:11434'],
		['http://localhost:11434/', 'http://localhost:11434'],
		['example.com/ollama/', 'http://example.com:11434/ollama'],
		['http://example.com/a/b', 'http://example.com:80/a/b'],
		['/ollama', 'http://127.0.0.1:11434/ollama'],
		['http://0.0.0.0:11434', 'http://127.0.0.1:11434'],
		['"10.0.0.5"', 'http://10.0.0.5:11434'],
		["'10.0.0.5'", 'http://10.0.0.5:11434'],
		['""10.0.0.5""', 'http://10.0.0.5:11434'],
		[' " 10.0.0.5:1 " ', 'http://10.0.0.5:1'],
		['"http://10.0.0.5', 'http://10.0.0.5:80'],
		['localhost:080', 'http://localhost:80'],
		['localhost:+80', 'http://localhost:80'],
		['localhost:0', 'http://localhost:0'],
		['localhost:99999', 'http://localhost:11434'],
		['http://localhost:99999', 'http://localhost:80'],
		['https://localhost:x', 'https://localhost:443'],
		['localhost:abc', 'http://localhost:11434'],
		['localhost:-1', 'http://localhost:11434'],
		['localhost:1e3', 'http://localhost:11434'],
		['ollama.com', 'https://ollama.com:443'],
		['https://ollama.com', 'https://ollama.com:443'],
	])('%p is %s', (text, url) => {
		expect(readOllamaUrl(text)).toBe(url);
	});

	test('what it gives is read as itself', () => {
		for (const text of ['', '::1', 'https://gpu-box/ollama/', ':9999']) {
			const url = readOllamaUrl(text);
			expect(readOllamaUrl(url)).toBe(url);
		}
	});

	test.each(['ftp://x', 'a b', 'a:b:c', 'fe80::1%eth0', 'http://me:secret@host', 'unix:///run/ollama.sock', 'ho<st'])(
		'%p is refused by the name of what holds it',
		(text) => {
			expect(() => readOllamaUrl(text, 'OLLAMA_HOST')).toThrow(
				expect.objectContaining({ code: 'InvalidConfig', message: expect.stringMatching(/^OLLAMA_HOST: /) }),
			);
		},
	);

	test('a password is refused and not repeated', () => {
		for (const text of ['http://me:hunter2@host:1/x', 'me:hunter2@host', 'me@hunter2@host', '"http://hunter2@host"']) {
			expect(() => readOllamaUrl(text)).toThrow(/^((?!hunter2).)*must not carry/);
		}
	});
});

test.each(['http//host:1', 'http:/host:1', 'https:///host', 'http://http://host:1', 'HTTPS://https://host'])(
	'%p, whose scheme is broken, is refused instead of looking for a host `http`',
	(text) => {
		for (const read of [readOllamaUrl, readMlflowUrl]) expect(() => read(text, 'X')).toThrow(/^X: .*written `http:/);
	},
);

describe('readMlflowUrl', () => {
	test.each([
		['http://localhost:5000', 'http://localhost:5000'],
		['http://localhost:5000/', 'http://localhost:5000'],
		['localhost:5000', 'http://localhost:5000'],
		['localhost', 'http://localhost'],
		['mlflow:5000', 'http://mlflow:5000'],
		['mlflow:5000/mlflow/', 'http://mlflow:5000/mlflow'],
		['[::1]:5000', 'http://[::1]:5000'],
		['127.0.0.1:5000', 'http://127.0.0.1:5000'],
		['tracking.example.com', 'http://tracking.example.com'],
		['tracking.example.com/mlflow', 'http://tracking.example.com/mlflow'],
		['http://mlflow', 'http://mlflow'],
		['HTTP://MLflow:5000', 'http://mlflow:5000'],
		['https://tracking.example.com/mlflow/', 'https://tracking.example.com/mlflow'],
		['http://localhost:5000/#/experiments/3', 'http://localhost:5000'],
		['http://0.0.0.0:5000', 'http://127.0.0.1:5000'],
		[' http://[::1]:5000/a/b ', 'http://[::1]:5000/a/b'],
	])('%p is %s', (text, url) => {
		expect(readMlflowUrl(text)).toBe(url);
	});

	test.each([
		['databricks', /Databricks.*`mlflow server`/],
		['databricks://profile', /Databricks.*`mlflow server`/],
		['databricks-uc', /Databricks/],
		['uc:http://localhost', /Databricks/],
		['None', /names no server.*`mlflow server`/],
		['null', /names no server/],
		['', /names no server/],
		['sqlite:///mlflow.db', /folder or a database.*`mlflow server`/],
		['SQLITE:////srv/mlflow.db', /folder or a database/],
		['postgresql://me:hunter2@db/mlflow', /`postgresql:\/\/…@db\/mlflow` is a folder or a database/],
		['mysql+pymysql://me:hunter2@db/mlflow', /`mysql\+pymysql:\/\/…@db\/mlflow`/],
		['file:///srv/mlruns', /folder or a database/],
		['file:/srv', /folder or a database/],
		['mlruns', /folder or a database/],
		['5000', /a port and no host/],
		[':5000', /a port and no host/],
		['./mlruns', /folder or a database/],
		['../mlruns', /folder or a database/],
		['.', /folder or a database/],
		['/srv/mlruns', /folder or a database/],
		['~/mlruns', /folder or a database/],
		['C:\\mlruns', /folder or a database/],
		['mlflow.db', /folder or a database/],
		['s3://bucket/mlruns', /folder or a database/],
	])('%p is refused with what is needed', (text, why) => {
		const refused = () => readMlflowUrl(text, 'MLFLOW_TRACKING_URI');
		expect(refused).toThrow(expect.objectContaining({ code: 'InvalidConfig' }));
		expect(refused).toThrow(/^MLFLOW_TRACKING_URI: /);
		expect(refused).toThrow(why);
		expect(refused).toThrow(/^((?!hunter2).)*$/);
	});

	test('a password is refused and not repeated', () => {
		expect(() => readMlflowUrl('http://me:hunter2@host:5000/x')).toThrow(/http:\/\/…@host:5000\/x` must not carry/);
		expect(() => readMlflowUrl('me:hunter2@host:5000')).toThrow(/^((?!hunter2).)*must not carry/);
	});
});

test.each([
	['http://me:secret@host:1/x', 'http://…@host:1/x'],
	['me:secret@host', '…@host'],
	['http://me:p@ss@host', 'http://…@host'],
	['http://host/x', 'http://host/x'],
	['localhost:7233', 'localhost:7233'],
	['http://host/x?token=secret', 'http://host/x?…'],
	['host:1?api_key=a@b', '…'],
	['http://host/#secret', 'http://host/#…'],
	['http://me:pa?ss@host', 'http://…'],
])('%p is shown as %p', (written, shown) => {
	expect(maskedAddress(written)).toBe(shown);
});

describe('readServeUrl', () => {
	test('reads what that of MLflow does, and speaks of no MLflow', () => {
		expect(readServeUrl('127.0.0.1:8700/tips/')).toBe('http://127.0.0.1:8700/tips');
		for (const text of ['ftp://x', 'databricks', 'serve.db', 'none'])
			expect(() => readServeUrl(text)).toThrow(
				/^`serve_url`: .* is none of a server: write it like `http:\/\/localhost:8700`/,
			);
	});
});
