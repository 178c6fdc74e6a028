import { request } from 'node:http';
import { join } from 'node:path';
import { projectRoot } from '../../machine/folders';
import { stageVariables } from './command-run';
import { startProgram, untilPrinted } from './program';
import type { PerfStage } from './stage';

/** `tip-bench admin` as a process of its own. */
export interface MeasuredServer {
	readonly pid: number;
	/** From its start to the first answer, in milliseconds. */
	readonly startMs: number;
	/** Asks with the token. @throws Error for another answer than 200 */
	ask(path: string): Promise<{ readonly ms: number; readonly text: string }>;
	/** Watches a bench, from its first event on. @returns what ends it. @throws Error for another answer than events */
	watch(path: string): Promise<() => void>;
	stop(): Promise<void>;
}

const token = 'a-token-of-the-measurement-0123456789';

/** Starts it, and asks it once. */
export async function startMeasuredServer(stage: PerfStage): Promise<MeasuredServer> {
	const began = performance.now();
	const program = await startProgram({
		name: 'admin',
		command: process.execPath,
		args: [join(projectRoot(), 'tip-bench'), 'admin', '--port', '0'],
		env: { ...process.env, ...stageVariables(stage), TIP_BENCH_ADMIN_TOKEN: token },
		folder: stage.folder,
	});
	const [, url = ''] = await untilPrinted(program, 'admin', /admin server at (\S+);/);
	const headers = { authorization: `Bearer ${token}` };
	const ask: MeasuredServer['ask'] = async (path) => {
		const asked = performance.now();
		const answer = await fetch(new URL(path, url), { headers });
		const text = await answer.text();
		if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${text.slice(0, 500)}`);
		return { ms: performance.now() - asked, text };
	};
	await ask('/api/health');
	return {
		...{ pid: program.pid, startMs: performance.now() - began, ask },
		watch: (path) =>
			new Promise((resolve, reject) => {
				const stream = request(new URL(path, url), { headers }, (answer) => {
					if (answer.statusCode !== 200) reject(new Error(`${path}: ${answer.statusCode}`));
					answer.once('data', () => resolve(() => stream.destroy()));
				});
				stream.on('error', reject);
				stream.end();
			}),
		stop: () => program.stop(),
	};
}
