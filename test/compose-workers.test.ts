import path from 'node:path';
import { parse } from 'yaml';
import {
	closeCompose,
	filledIn,
	folder,
	forEachService,
	load,
	openCompose,
	project,
	serviceOf,
	text,
	withSecondGpu,
	workers,
} from '../testbed/compose-project';

beforeAll(openCompose, 180_000);
afterAll(closeCompose);

/** What works on the files of the checkout. */
const ofOwner = [...workers, 'admin'];

test('the image is built once, by one service, and never pulled', async () => {
	const { services } = await load(text, withSecondGpu);
	const users = Object.entries(services).filter(([, { image }]) => image.startsWith('tip-bench-worker:'));
	expect(users.map(([name]) => name).sort()).toEqual([
		'admin',
		'gpu-worker',
		'gpu-worker-2',
		'serve',
		'worker',
		'worker-folders',
	]);
	expect(users.filter(([, { build }]) => build !== undefined).map(([name]) => name)).toEqual(['worker']);
	for (const [, { pull_policy }] of users) expect(pull_policy).toBe('never');
});

test('workers and admin server run as the owner of the checkout, who is handed their volumes first', async () => {
	const { services } = await load(text, `${withSecondGpu}\nTIP_BENCH_USER=1234:5678`);
	const handedOver = services['worker-folders']?.volumes.map(({ source }) => source);
	for (const name of [...ofOwner, 'gpu-worker-2']) {
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
		expect([name, user]).toEqual([name, ofOwner.includes(name) ? '1000:1000' : '0:0']);
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
		for (const data of ['rubrics', 'prompts', 'scenarios', 'auto-judges', 'personas']) {
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
