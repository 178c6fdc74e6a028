import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../machine/folders';
import { until } from '../testbed/until';
import { startStackWorker, type WorkerProcess } from '../testbed/worker-process';

const folder = mkdtempSync(join(tmpdir(), 'tip-bench-health-'));
const socket = join(folder, 'worker.sock');
let worker: WorkerProcess | undefined;

afterAll(async () => {
	await worker?.kill();
	rmSync(folder, { recursive: true, force: true });
});

/** What the containers' health check says; empty where the worker is healthy. */
function fault(): Promise<string> {
	const script = join(projectRoot(), 'deploy', 'worker-health.js');
	return new Promise((resolve) => {
		execFile(process.execPath, [script, socket], (error, _, said) => resolve(error === null ? '' : said.trim()));
	});
}

function start(queues: string): Promise<WorkerProcess> {
	const own = { TIP_BENCH_STATE: folder, TIP_BENCH_QUEUES: queues };
	return startStackWorker(own, ['--health-socket', socket]);
}

test('a worker is healthy while Temporal knows it on all its queues, and not while it stands still', async () => {
	expect(await fault()).toContain('no worker listens');
	worker = await start('gpu-health');
	await until(async () => (await fault()) === '');
	process.kill(worker.pid, 'SIGSTOP');
	expect(await fault()).toBe('the worker has not answered within 5 s');
	process.kill(worker.pid, 'SIGCONT');
	await until(async () => (await fault()) === '');
	await worker.kill();
	expect(await fault()).toContain('no worker listens');
});

test('a worker that stands by for a queue says so', async () => {
	const first = await startStackWorker({ TIP_BENCH_STATE: folder, TIP_BENCH_QUEUES: 'gpu-health-2' });
	worker = await start('gpu-health-2');
	expect(await fault()).toBe('another worker serves the queue gpu-health-2');
	await first.kill();
});
