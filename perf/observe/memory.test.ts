import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { proportionalSize } from './memory';

const linux = process.platform === 'linux' ? test : test.skip;

linux('the memory of a process counts its children, and shrinks when they are gone', async () => {
	const alone = await proportionalSize([process.pid]);
	const code = 'const held = Buffer.alloc(80e6, 1); process.stdout.write("ready"); setTimeout(() => held, 60_000)';
	const child = spawn(process.execPath, ['-e', code]);
	await once(child.stdout, 'data');
	expect((await proportionalSize([process.pid])) - alone).toBeGreaterThan(70e6);
	child.kill();
	await once(child, 'exit');
	expect((await proportionalSize([process.pid])) - alone).toBeLessThan(40e6);
	expect(await proportionalSize([2 ** 30])).toBe(0);
});
