import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'yaml';
import { projectRoot } from '../machine/folders';
import { type ComposeProject, type ComposeService, composeLoader, loadComposeFile } from '../testbed/compose-loader';

const text = readFileSync(path.join(projectRoot(), 'docker-compose.yml'), 'utf8');
const example = readFileSync(path.join(projectRoot(), '.env.example'), 'utf8');
const secret = randomBytes(12).toString('hex');
const filledIn = example
	.replace(/^POSTGRES_PASSWORD=$/m, `POSTGRES_PASSWORD=${secret}`)
	.replace(/^# (MLFLOW_TRACKING_\w+)=$/gm, `$1=${secret}`);

const withSecondGpu = `${filledIn}\nCOMPOSE_PROFILES=two-gpus`;

const devicesOf = (service?: ComposeService) => service?.deploy?.resources?.reservations?.devices;

const steps = ['postgres-password', 'temporal-namespace', 'temporal-schema', 'worker-folders'];
const workers = ['gpu-worker', 'worker'];
const secondGpu = ['gpu-worker-2', 'ollama-2'];

let loader: string;
let folder: string;
let project: ComposeProject;

function load(composeText: string, envText: string): Promise<ComposeProject> {
	const file = path.join(folder, 'docker-compose.yml');
	writeFileSync(file, composeText);
	writeFileSync(path.join(folder, '.env'), envText);
	return loadComposeFile(loader, file);
}

function serviceOf(name: string): ComposeService {
	const service = project.services[name];
	if (service === undefined) throw new Error(`there is no service ${name}`);
	return service;
}

function forEachService(look: (service: ComposeService, name: string) => void): void {
	for (const [name, service] of Object.entries(project.services)) look(service, name);
}

beforeAll(async () => {
	loader = await composeLoader();
	folder = mkdtempSync(path.join(tmpdir(), 'tip-bench-compose-'));
	project = await load(text, filledIn);
}, 180_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('it has the services of a server and no others', () => {
	const parts = ['mlflow', 'ollama', 'postgres', 'temporal', 'temporal-ui'];
	expect(Object.keys(project.services).sort()).toEqual([...workers, ...parts, ...steps].sort());
});

test('the example of an env file is refused until it is filled in', async () => {
	await expect(load(text, example)).rejects.toThrow(/POSTGRES_PASSWORD is missing a value.*copy \.env\.example/);
});

test('every image has an exact version', () => {
	forEachService(({ image }) => expect(image).toMatch(/:v?\d+\.\d+(\.\d+)?$/));
	const dockerfile = readFileSync(path.join(projectRoot(), 'Dockerfile'), 'utf8');
	const bases = [...dockerfile.matchAll(/^FROM (\S+)/gm)].map((match) => match[1]);
	expect(bases.length).toBeGreaterThan(0);
	for (const base of bases) expect(base).toMatch(/^node:\d+\.\d+\.\d+-[a-z]+-slim$/);
	const { version } = JSON.parse(readFileSync(path.join(projectRoot(), 'package.json'), 'utf8')) as { version: string };
	for (const name of workers) expect(serviceOf(name).image).toBe(`tip-bench-worker:${version}`);
});

test('nothing is published beyond loopback, and every published port can be moved', async () => {
	const published: string[] = [];
	forEachService(({ ports }) => {
		for (const port of ports) {
			expect(port.host_ip).toBe('127.0.0.1');
			published.push(port.published);
		}
	});
	expect(published.sort()).toEqual(['11434', '5000', '7233', '8233']);
	const { 'ollama-2': second } = (await load(text, withSecondGpu)).services;
	expect(second?.ports).toMatchObject([{ host_ip: '127.0.0.1', published: '11435' }]);
	const nextPorts = filledIn.replace(
		/^# (TIP_BENCH_\w+_PORT)=(\d+)$/gm,
		(_, name: string, port: string) => `${name}=${Number(port) + 1}`,
	);
	const moved = await load(text, nextPorts);
	const ports = Object.values(moved.services).flatMap((service) => service.ports.map((port) => port.published));
	expect(ports.sort()).toEqual(published.map((port) => `${Number(port) + 1}`).sort());
});

test('all that stays up has a health check, a time to stop in and a restart policy', () => {
	forEachService((service, name) => {
		if (steps.includes(name)) {
			// Without a number `up --wait` would wait for ever.
			expect(service.restart).toMatch(/^on-failure:\d$/);
			return;
		}
		expect(service.healthcheck?.test[0]).toBe('CMD');
		expect(service.healthcheck?.disable ?? false).toBe(false);
		expect(service.stop_grace_period).toMatch(/^(\d+m)?\d+s$/);
		expect(service.restart).toBe('unless-stopped');
	});
});

test('the workers get longer to stop than they take at most', () => {
	const source = readFileSync(path.join(projectRoot(), 'worker', 'create-workers.ts'), 'utf8');
	const force = Number(source.match(/shutdownForceTime: '(\d+) seconds'/)?.[1]);
	for (const name of workers) {
		expect(Number.parseInt(serviceOf(name).stop_grace_period ?? '', 10)).toBeGreaterThan(force);
	}
});

test('whoever waits for another waits until it is healthy or done', () => {
	forEachService(({ depends_on }) => {
		for (const [name, { condition }] of Object.entries(depends_on)) {
			expect(condition).toBe(steps.includes(name) ? 'service_completed_successfully' : 'service_healthy');
		}
	});
	for (const name of workers) expect(Object.keys(serviceOf(name).depends_on)).toContain('temporal-namespace');
});

test('there is exactly one GPU worker, and a second one is refused', async () => {
	expect(serviceOf('gpu-worker').container_name).toBe('tip-bench-gpu-worker');
	expect(serviceOf('gpu-worker').deploy?.replicas).toBe(1);
	expect(serviceOf('gpu-worker').environment.TIP_BENCH_QUEUES).toBe('gpu');
	expect(serviceOf('worker').environment.TIP_BENCH_QUEUES).toBe('bench');
	const two = text.replace('replicas: 1', 'replicas: 2');
	expect(two).not.toBe(text);
	await expect(load(two, filledIn)).rejects.toThrow(/container name must be unique/);
});

test('Ollama has one GPU, one model in memory and one request at a time', () => {
	const { environment } = serviceOf('ollama');
	expect(devicesOf(serviceOf('ollama'))).toEqual([{ driver: 'nvidia', device_ids: ['0'], capabilities: ['gpu'] }]);
	expect(environment).toMatchObject({ OLLAMA_MAX_LOADED_MODELS: '1', OLLAMA_NUM_PARALLEL: '1' });
});

test('the profile two-gpus adds an Ollama on the other card, on the same models, with a worker of its own', async () => {
	const { services } = await load(text, withSecondGpu);
	expect(Object.keys(services).sort()).toEqual([...Object.keys(project.services), ...secondGpu].sort());
	const [first, second, worker] = ['ollama', 'ollama-2', 'gpu-worker-2'].map((name) => services[name]);
	expect(devicesOf(first)?.[0]?.device_ids).toEqual(['0']);
	expect(devicesOf(second)?.[0]?.device_ids).toEqual(['1']);
	expect(second?.environment).toEqual(first?.environment);
	expect(second?.environment).toMatchObject({ OLLAMA_MAX_LOADED_MODELS: '1', OLLAMA_NOPRUNE: '1' });
	expect(second?.volumes).toEqual(first?.volumes);
	expect(second?.image).toBe(first?.image);
	expect(worker).toMatchObject({
		image: serviceOf('gpu-worker').image,
		container_name: 'tip-bench-gpu-worker-2',
		stop_grace_period: serviceOf('gpu-worker').stop_grace_period,
		environment: { TIP_BENCH_QUEUES: 'gpu-2', OLLAMA_HOST: 'http://ollama-2:11434' },
	});
	// Each keeps its own answers for the case that Temporal is away.
	const stateOf = (service?: ComposeService) => service?.volumes.find(({ target }) => target === '/state')?.source;
	expect(stateOf(worker)).not.toBe(stateOf(serviceOf('gpu-worker')));
});

test('other cards can be named, and the docs pass the queues that the workers serve', async () => {
	const { services } = await load(text, `${withSecondGpu}\nTIP_BENCH_GPU=GPU-abc\nTIP_BENCH_GPU_2=3`);
	const cards = ['ollama', 'ollama-2'].map((name) => devicesOf(services[name])?.[0]?.device_ids);
	expect(cards).toEqual([['GPU-abc'], ['3']]);
	const docs = readFileSync(path.join(projectRoot(), 'docs', 'server.md'), 'utf8');
	const gpus = JSON.parse(docs.match(/--gpus '(\{.*\})'/)?.[1] ?? '') as Record<string, string>;
	const served = ['gpu-worker', 'gpu-worker-2'].map((name) => {
		const { environment } = services[name] ?? serviceOf(name);
		return [environment.TIP_BENCH_QUEUES, environment.OLLAMA_HOST];
	});
	expect(Object.entries(gpus)).toEqual(served);
});

test('secrets come from the env file alone', () => {
	const found: (string | null)[] = [];
	forEachService(({ environment }) => {
		for (const [key, value] of Object.entries(environment)) {
			if (/PASSWORD|PWD|TOKEN|SECRET|_KEY/.test(key)) found.push(value);
		}
	});
	expect(found).toEqual(found.map(() => secret));
	// Four for PostgreSQL, and two for MLflow in each worker.
	expect(found).toHaveLength(8);
	expect(text).not.toContain(secret);
});

test('without a log-in for MLflow the workers get none, not an empty one', async () => {
	const plain = await load(text, `POSTGRES_PASSWORD=${secret}`);
	for (const name of workers) {
		expect(plain.services[name]?.environment).toMatchObject({
			MLFLOW_TRACKING_USERNAME: null,
			MLFLOW_TRACKING_TOKEN: null,
		});
	}
});

test('MLflow knows the host name and the port by which the workers call it', () => {
	const hosts = serviceOf('mlflow').command?.find((part) => part.startsWith('--allowed-hosts='));
	for (const name of workers) {
		const uri = new URL(serviceOf(name).environment.MLFLOW_TRACKING_URI ?? '');
		expect(hosts?.slice('--allowed-hosts='.length).split(',')).toContain(uri.host);
		expect(uri.hostname in project.services).toBe(true);
	}
});

test('the image is built once, by one service, and never pulled', async () => {
	const { services } = await load(text, withSecondGpu);
	const users = Object.entries(services).filter(([, { image }]) => image.startsWith('tip-bench-worker:'));
	expect(users.map(([name]) => name).sort()).toEqual(['gpu-worker', 'gpu-worker-2', 'worker', 'worker-folders']);
	expect(users.filter(([, { build }]) => build !== undefined).map(([name]) => name)).toEqual(['worker']);
	for (const [, { pull_policy }] of users) expect(pull_policy).toBe('never');
});

test('the workers run as the owner of the checkout, who is handed their volumes first', async () => {
	const { services } = await load(text, `${withSecondGpu}\nTIP_BENCH_USER=1234:5678`);
	const handedOver = services['worker-folders']?.volumes.map(({ source }) => source);
	for (const name of [...workers, 'gpu-worker-2']) {
		expect(services[name]?.user).toBe('1234:5678');
		expect(Object.keys(services[name]?.depends_on ?? {})).toContain('worker-folders');
		const state = services[name]?.volumes.find(({ target }) => target === '/state');
		// What the image has there would otherwise come in later, and its owner with it.
		expect(state?.volume?.nocopy).toBe(true);
		expect(handedOver).toContain(state?.source);
	}
	expect(services['worker-folders']?.environment.TIP_BENCH_USER).toBe('1234:5678');
	expect(serviceOf('worker').user).toBe('1000:1000');
});

test('whatever reads files of the checkout is its owner, or root', () => {
	forEachService(({ volumes, user }, name) => {
		if (volumes.every(({ type }) => type !== 'bind')) return;
		expect([name, user]).toEqual([name, workers.includes(name) ? '1000:1000' : '0:0']);
	});
});

test('a worker that stands still is unhealthy after about a minute', () => {
	const seconds = (text?: string) =>
		Number(
			text
				?.match(/^(?:(\d+)m)?(\d+)s$/)
				?.slice(1)
				.reduce((sum, part) => sum * 60 + Number(part ?? 0), 0),
		);
	for (const name of workers) {
		const { interval, timeout, retries = 0 } = serviceOf(name).healthcheck ?? {};
		expect(retries * (seconds(interval) + seconds(timeout))).toBeLessThanOrEqual(75);
	}
});

test('what the commands print can be pasted outside of the container', async () => {
	const { services } = await load(text, `${filledIn}\nTIP_BENCH_TEMPORAL_PORT=7234\nTIP_BENCH_TEMPORAL_UI_PORT=8234`);
	expect(services.worker?.environment).toMatchObject({
		TIP_BENCH_COMMAND: 'docker compose exec worker tip-bench',
		TIP_BENCH_START: 'docker compose up --detach --wait',
		TIP_BENCH_OUTSIDE_EXPORTS: 'exports',
		TIP_BENCH_OUTSIDE_TEMPORAL: '127.0.0.1:7234',
		TEMPORAL_UI_URL: 'http://127.0.0.1:8234',
	});
	expect(services['temporal-ui']?.environment.TEMPORAL_CSRF_COOKIE_INSECURE).toBe('true');
});

test('workers read the data folders and cannot write them; the exports come out', () => {
	for (const name of workers) {
		const { volumes, environment } = serviceOf(name);
		for (const data of ['rubrics', 'prompts', 'scenarios']) {
			expect(volumes).toContainEqual({
				type: 'bind',
				source: path.join(folder, data),
				target: `${environment.TIP_BENCH_DATA}/${data}`,
				read_only: true,
			});
		}
	}
	const { volumes, environment } = serviceOf('worker');
	expect(volumes).toContainEqual({
		type: 'bind',
		source: path.join(folder, 'exports'),
		target: `${environment.TIP_BENCH_STATE}/exports`,
		read_only: false,
	});
});

test('Temporal has one partition a task queue, and keeps histories for 90 days', () => {
	const { environment, configs } = serviceOf('temporal');
	const config = configs.find(({ target }) => target === environment.DYNAMIC_CONFIG_FILE_PATH);
	expect(parse(project.configs[config?.source ?? '']?.content ?? '')).toMatchObject({
		'matching.numTaskqueueReadPartitions': [{ value: 1 }],
		'matching.numTaskqueueWritePartitions': [{ value: 1 }],
	});
	expect(serviceOf('temporal-namespace').environment.RETENTION).toBe(`${90 * 24}h`);
});

test('the loader refuses an unknown key, so that its silence means something', async () => {
	await expect(load(text.replace('    container_name:', '    container_nam:'), filledIn)).rejects.toThrow(
		/container_nam/,
	);
});
