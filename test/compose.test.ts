import { readFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../machine/folders';
import type { ComposeService } from '../testbed/compose-loader';
import {
	closeCompose,
	devicesOf,
	example,
	filledIn,
	forEachService,
	load,
	openCompose,
	project,
	secondGpu,
	secret,
	serviceOf,
	steps,
	text,
	withSecondGpu,
	workers,
} from '../testbed/compose-project';

beforeAll(openCompose, 180_000);
afterAll(closeCompose);

test('it has the services of a server and no others', () => {
	const parts = ['admin', 'mlflow', 'ollama', 'postgres', 'serve', 'temporal', 'temporal-ui'];
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
	for (const name of [...workers, 'admin', 'serve']) expect(serviceOf(name).image).toBe(`tip-bench-worker:${version}`);
});

test('nothing is published beyond loopback, and every published port can be moved', async () => {
	const published: string[] = [];
	forEachService(({ ports }) => {
		for (const port of ports) {
			expect(port.host_ip).toBe('127.0.0.1');
			published.push(port.published);
		}
	});
	expect(published.sort()).toEqual(['11434', '5000', '7233', '8233', '8600', '8700']);
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
	expect(serviceOf('worker').environment.TIP_BENCH_QUEUES).toBe('bench,sim');
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
	// Four for PostgreSQL, two for MLflow in each worker and the panel, the key of the auto judge and the webhooks' secret in one
	// worker, the panel's token and the secret of what is sent to it, and of `serve` both tokens and the webhooks' secret.
	expect(found).toHaveLength(17);
	expect(text).not.toContain(secret);
});

test('the panel is reached on loopback, with the token of the env file, whatever its own name is', () => {
	const { ports, environment, command } = serviceOf('admin');
	expect(ports).toMatchObject([{ host_ip: '127.0.0.1', published: '8600', target: 8600 }]);
	expect(command).toEqual(expect.arrayContaining(['admin', '--host', '0.0.0.0', '--port', '8600']));
	expect(environment).toMatchObject({
		TIP_BENCH_ADMIN_TOKEN: secret,
		TIP_BENCH_ADMIN_ADDRESSES: 'http://ollama-2:11434',
	});
});

test('policies are served on loopback, and the panel and the worker see the same ones', () => {
	const { ports, environment, command } = serviceOf('serve');
	expect(ports).toMatchObject([{ host_ip: '127.0.0.1', published: '8700', target: 8700 }]);
	expect(command).toEqual(expect.arrayContaining(['serve', '--host', '0.0.0.0', '--port', '8700']));
	expect(environment).toMatchObject({ TIP_BENCH_SERVE_TOKEN: secret, TIP_BENCH_ADMIN_TOKEN: secret });
	const mounts = ['serve', 'admin', 'worker'].map(
		(name) => serviceOf(name).volumes.find(({ target }) => target === '/state/serving')?.source,
	);
	expect(mounts).toEqual(['serving', 'serving', 'serving']);
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
