import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { until } from '../../testbed/until';
import { proportionalSize } from './memory';

const linux = process.platform === 'linux' ? test : test.skip;

// Measured from a shell on: what the process that runs the tests takes moves by itself.
linux('the memory of a process counts its children, and shrinks when they are gone', async () => {
	const code = 'const held = Buffer.alloc(80e6, 1); console.log(process.pid); setTimeout(() => held, 60_000)';
	const shell = spawn('sh', ['-c', '"$0" -e "$1"; exec sleep 60', process.execPath, code]);
	const [pid] = (await once(shell.stdout, 'data')) as [Buffer];
	expect(await proportionalSize([shell.pid ?? 0])).toBeGreaterThan(70e6);
	process.kill(Number(pid));
	await until(async () => (await proportionalSize([shell.pid ?? 0])) < 40e6, 10_000);
	shell.kill();
	expect(await proportionalSize([2 ** 30])).toBe(0);
});
