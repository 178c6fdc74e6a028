import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { projectRoot } from '../folders';
import { describeVariables } from './describe';
import { readNamed, readVariable } from './read';
import { type VariableName, variables } from './variables';

const names = Object.keys(variables) as VariableName[];

test.each(['', ' ', '\n', '""', "''", 'None', 'NULL', "'undefined'", 'nan', '<no value>'])(
	'a variable that is set to %j counts as unset',
	(nothing) => {
		for (const name of names.filter(
			(each) => variables[each].kind !== 'verbatim' && (variables[each].kind !== 'key' || !/["']/.test(nothing)),
		)) {
			expect([name, readVariable({ [name]: nothing }, name)]).toEqual([name, undefined]);
		}
		for (const name of names) expect([name, readVariable({ [name]: '' }, name)]).toEqual([name, undefined]);
	},
);

test.each([
	['OLLAMA_HOST', ' "gpu-box" ', 'gpu-box'],
	['TEMPORAL_NAMESPACE', "'tips'", 'tips'],
	['TEMPORAL_NAMESPACE', 'it\'s"', 'it\'s"'],
	['TIP_BENCH_DATA', '~', '/home/me'],
	['TIP_BENCH_DATA', '~/data', '/home/me/data'],
	['TIP_BENCH_STATE', '"~/state"', '/home/me/state'],
	['TIP_BENCH_CACHE', 'a/../cache/', resolve('cache')],
	['TIP_BENCH_CACHE', '/a~b', '/a~b'],
	['MLFLOW_TRACKING_SERVER_CERT_PATH', '~/ca.pem', '/home/me/ca.pem'],
	['XDG_CACHE_HOME', 'cache', undefined],
	['XDG_CACHE_HOME', '/cache', '/cache'],
	['TEMPORAL_TLS', 'True', true],
	['TEMPORAL_TLS', '1', true],
	['MLFLOW_TRACKING_INSECURE_TLS', 'FALSE', false],
	['TIP_BENCH_QUEUES', ' bench , gpu ,gpu,', ['bench', 'gpu']],
	['TIP_BENCH_QUEUES', 'bench; gpu', ['bench', 'gpu']],
	['TIP_BENCH_QUEUES', '["bench", "gpu"]', ['bench', 'gpu']],
	['TIP_BENCH_QUEUES', "('bench', 'gpu')", ['bench', 'gpu']],
	['TIP_BENCH_QUEUES', 'bench\ngpu\n', ['bench', 'gpu']],
	['TIP_BENCH_QUEUES', 'gpu 1', ['gpu 1']],
	['OLLAMA_HOST', '\u201cgpu-box\u201d', 'gpu-box'],
	['TEMPORAL_ADDRESS', '\u2018gpu-box:1\u2019', 'gpu-box:1'],
	['MLFLOW_TRACKING_URI', 'http://host/#/experiments/1', 'http://host/#/experiments/1'],
	['TEMPORAL_API_KEY', 'abc.def\n', 'abc.def'],
	['OLLAMA_API_KEY', ' key ', 'key'],
	['MLFLOW_TRACKING_PASSWORD', ' spaces "and quotes" ', ' spaces "and quotes" '],
] as const)('%s=%j is read as %j', (name, written, value) => {
	expect(readVariable({ HOME: '/home/me', [name]: written }, name)).toEqual(value);
});

test.each([
	['TEMPORAL_TLS', 'yes please'],
	['MLFLOW_TRACKING_INSECURE_TLS', 'on'],
	['TIP_BENCH_QUEUES', ' , '],
	['TIP_BENCH_STATE', '~root/state'],
	['TIP_BENCH_STATE', '\u0024{HOME}/state'],
	['TIP_BENCH_DATA', '$HOME/data'],
	['TIP_BENCH_CACHE', '%USERPROFILE%/cache'],
	['TIP_BENCH_CACHE', '/cache # made again'],
	['TIP_BENCH_QUEUES', '\u0024{QUEUES:-bench}'],
	['TIP_BENCH_QUEUES', 'bench,gpu # both'],
	['TIP_BENCH_QUEUES', 'bench gpu'],
	['TEMPORAL_ADDRESS', '\u0024{TEMPORAL}'],
	['TEMPORAL_ADDRESS', 'localhost:7233 # mine'],
	['TEMPORAL_NAMESPACE', '$NAMESPACE'],
	['OLLAMA_HOST', 'localhost:11434 # mine'],
	['OLLAMA_HOST', 'localhost\u200b:11434'],
	['MLFLOW_TRACKING_URI', 'http://localhost:5000\u2060'],
	['MLFLOW_TRACKING_URI', '<mlflow>'],
	['MLFLOW_TRACKING_SERVER_CERT_PATH', '{{ ca }}'],
	['OLLAMA_API_KEY', '\u0024{SECRET_KEY}'],
	['TEMPORAL_API_KEY', '<secret-key>'],
	['TEMPORAL_API_KEY', 'se cret'],
	['OLLAMA_API_KEY', 'secrét'],
	['MLFLOW_TRACKING_TOKEN', 'sec\nret'],
] as const)('%s=%j is refused by its name', (name, written) => {
	expect(() => readVariable({ [name]: written }, name)).toThrow(
		expect.objectContaining({ code: 'EnvironmentInvalid', message: expect.stringMatching(new RegExp(`^${name} `)) }),
	);
	if ('secret' in variables[name]) expect(() => readVariable({ [name]: written }, name)).not.toThrow(/sec/);
});

test('a former name of the `temporal` command is read too, and goes before', () => {
	const env = { TEMPORAL_TLS_CERT: '/old.pem', TEMPORAL_TLS_CLIENT_CERT_PATH: '/new.pem' };
	expect(readVariable(env, 'TEMPORAL_TLS_CLIENT_CERT_PATH')).toBe('/old.pem');
	expect(readVariable({ ...env, TEMPORAL_TLS_CERT: '' }, 'TEMPORAL_TLS_CLIENT_CERT_PATH')).toBe('/new.pem');
});

test('a person is shown every variable, and of a secret only that it is set', () => {
	const secrets = names.filter((name) => 'secret' in variables[name]);
	expect(secrets).toEqual(expect.arrayContaining(['TEMPORAL_API_KEY', 'MLFLOW_TRACKING_PASSWORD', 'OLLAMA_API_KEY']));
	const held = Object.fromEntries(names.map((name) => [name, `hunter2-${name}`]));
	const shown = describeVariables({
		...held,
		MLFLOW_TRACKING_URI: 'http://me:hunter2@host',
		TEMPORAL_GRPC_META_KEY: 'hunter2',
	});
	expect(shown.map(({ name }) => name)).toEqual([...names, 'TEMPORAL_GRPC_META_KEY']);
	for (const { name, value, secret } of shown) if (secret) expect([name, value]).toEqual([name, 'set']);
	expect(shown.find(({ name }) => name === 'MLFLOW_TRACKING_URI')?.value).toBe('http://…@host');
	const queries = describeVariables({
		MLFLOW_TRACKING_URI: 'http://h/?token=hunter2',
		OLLAMA_HOST: 'h?api_key=hunter2',
	});
	expect(JSON.stringify(queries)).not.toContain('hunter2');
	expect(describeVariables({}).every(({ value, fault }) => value === null && fault === null)).toBe(true);
	expect(describeVariables({ TEMPORAL_TLS: 'x' }).find(({ fault }) => fault !== null)?.name).toBe('TEMPORAL_TLS');
});

test('of what a data file names only that it is set is shown, and nothing stands twice', () => {
	const named = ['JUDGE_URL', 'JUDGE_KEY', 'JUDGE_URL', 'OLLAMA_HOST'].map((name) => ({ name, meaning: 'of a judge' }));
	const shown = describeVariables({ JUDGE_URL: 'http://hunter2', JUDGE_KEY: ' ', OLLAMA_HOST: 'box' }, named);
	expect(shown.filter(({ meaning }) => meaning === 'of a judge')).toEqual([
		expect.objectContaining({ name: 'JUDGE_URL', value: 'set', secret: true }),
		expect.objectContaining({ name: 'JUDGE_KEY', value: null }),
	]);
	expect(shown.filter(({ name }) => name === 'OLLAMA_HOST')).toEqual([expect.objectContaining({ value: 'box' })]);
});

test('a variable that a data file names is read like the others', () => {
	expect(readNamed({ JUDGE_URL: ' "http://h" ' }, 'JUDGE_URL', 'text')).toBe('http://h');
	expect(readNamed({ JUDGE_URL: ' ' }, 'JUDGE_URL', 'text')).toBeUndefined();
	expect(readNamed({}, 'JUDGE_KEY', 'key')).toBeUndefined();
	const odd = () => readNamed({ JUDGE_KEY: 'hunter 2' }, 'JUDGE_KEY', 'key');
	expect(odd).toThrow(expect.objectContaining({ message: expect.stringMatching(/^JUDGE_KEY must be one word/) }));
	expect(odd).not.toThrow(/hunter/);
});

test('nobody else reads a variable of the list', () => {
	const rooms = [
		'activities',
		'catalog',
		'cli',
		'client',
		'contracts',
		'deploy',
		'domain',
		'endpoint',
		'judging',
		'local',
		'machine',
	];
	const more = ['mlflow', 'ollama', 'places', 'planning', 'report', 'server', 'worker', 'workflows'];
	const list = execFileSync('git', ['ls-files', ...rooms, ...more], { cwd: projectRoot(), encoding: 'utf8' });
	const files = list.split('\n').filter((file) => /\.(ts|js)$/.test(file) && !/\.test\.ts$|test-support/.test(file));
	expect(files.length).toBeGreaterThan(150);
	// `env.NAME`, `env['NAME']`, and `{ NAME: x } = env`; a name followed by a value is passed on to another program.
	const read = new RegExp(
		`\\benv(ironment)?(\\.|\\[['"])(${names.join('|')})\\b|\\{[^{}]*\\b(${names.join('|')})\\b[^{}]*\\}\\s*=[^=]`,
	);
	expect(read.test('process.env.OLLAMA_HOST')).toBe(true);
	expect(read.test("env['MLFLOW_TRACKING_URI']")).toBe(true);
	expect(read.test('const { TIP_BENCH_STATE: state } = process.env')).toBe(true);
	// It is where the home folder begins, and what the reader itself needs.
	const allowed = ['machine/home.ts'];
	const found = files.filter((file) => {
		const path = join(projectRoot(), file);
		return existsSync(path) && !allowed.includes(file) && read.test(readFileSync(path, 'utf8'));
	});
	expect(found).toEqual([]);
});
