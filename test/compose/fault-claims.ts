import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { bringUp, type Claim, containers, see, succeeded, type Trial } from './claims';

const unhealthyWithin = 90;

/** What goes wrong on a server, and how soon it is said. */
export const faultClaims: Claim[] = [
	{
		title: `workers that stand still (SIGSTOP) are unhealthy within ${unhealthyWithin} s, and healthy again when they go on`,
		holds: async (trial) => {
			const both = ['worker', 'gpu-worker'];
			for (const name of both) await signalWorker(trial, name, 'STOP');
			const seconds = await healthBecomes(trial, both, 'unhealthy', unhealthyWithin);
			for (const name of both) await signalWorker(trial, name, 'CONT');
			const again = await healthBecomes(trial, both, 'healthy', 60);
			return `unhealthy after ${seconds} s, healthy ${again} s after they went on`;
		},
	},
	{
		title: 'a changed POSTGRES_PASSWORD ends `up`, which names the step that says what to do',
		holds: async (trial) => {
			const { checkout } = trial;
			const right = envValue(checkout.folder, 'POSTGRES_PASSWORD');
			checkout.setEnv({ POSTGRES_PASSWORD: 'another' });
			const seconds = await upFailsAt(trial, 'postgres-password', 'POSTGRES_PASSWORD in .env is not the one');
			checkout.setEnv({ POSTGRES_PASSWORD: right });
			await bringUp(trial);
			return `up ended after ${seconds} s`;
		},
	},
	{
		title: 'a TIP_BENCH_USER who cannot read the checkout ends `up`, which names the step that says who could',
		holds: async (trial) => {
			const { checkout } = trial;
			const { uid, gid } = checkout.owner;
			checkout.setEnv({ TIP_BENCH_USER: '4321:4321' });
			const seconds = await upFailsAt(trial, 'worker-folders', `Set TIP_BENCH_USER=${uid}:${gid} in .env`);
			checkout.setEnv({ TIP_BENCH_USER: `${uid}:${gid}` });
			await bringUp(trial);
			return `up ended after ${seconds} s`;
		},
	},
];

async function upFailsAt(trial: Trial, step: string, advice: string): Promise<string> {
	const { checkout } = trial;
	const { code, stderr, seconds } = await checkout.compose(['up', '--detach', '--wait'], { limitSeconds: 180 });
	see(code !== null, `up did not end within ${seconds.toFixed(0)} s`);
	see(code !== 0 && stderr.includes(step), `up ended with ${code} and does not name ${step}: ${stderr.slice(-1000)}`);
	const { stdout } = succeeded(await checkout.compose(['logs', '--no-log-prefix', step]), 'logs');
	see(stdout.includes(advice), `the log of ${step} says: ${stdout.slice(-1000)}`);
	return seconds.toFixed(0);
}

/** Signals the worker itself, not the init process before it. */
async function signalWorker({ checkout }: Trial, service: string, signal: string): Promise<void> {
	const find = `const fs = require('fs'); for (const pid of fs.readdirSync('/proc').filter(Number)) {
		const said = fs.readFileSync('/proc/' + pid + '/cmdline', 'utf8').split('\\0');
		if (said[1] === '/app/dist/cli/main.js' && said[2] === 'worker') { process.kill(Number(pid), 'SIG${signal}'); process.exitCode = 0; break; }
		process.exitCode = 1;
	}`;
	succeeded(await checkout.compose(['exec', '-T', service, 'node', '-e', find]), `signalling the ${service}`);
}

/** @returns the seconds that it took */
async function healthBecomes(trial: Trial, services: string[], wanted: string, limit: number): Promise<number> {
	const began = Date.now();
	for (;;) {
		const seconds = Math.round((Date.now() - began) / 1000);
		const health = (await containers(trial))
			.filter(({ Service }) => services.includes(Service))
			.map(({ Health }) => Health);
		if (health.length === services.length && health.every((each) => each === wanted)) return seconds;
		see(seconds < limit, `after ${seconds} s they are ${health.join(', ')}, not ${wanted}`);
		await pause(1000, undefined, { signal: trial.signal });
	}
}

function envValue(folder: string, name: string): string {
	const lines = readFileSync(path.join(folder, '.env'), 'utf8').split('\n');
	return lines.find((line) => line.startsWith(`${name}=`))?.slice(name.length + 1) ?? '';
}
