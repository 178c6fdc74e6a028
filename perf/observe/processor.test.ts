import { processorSeconds } from './processor';

const linux = process.platform === 'linux' ? test : test.skip;

linux('processor time is what the process itself knows', async () => {
	const before = await processorSeconds(process.pid);
	const end = performance.now() + 200;
	while (performance.now() < end);
	const { user, system } = process.cpuUsage();
	const after = (await processorSeconds(process.pid)) ?? 0;
	expect(after).toBeGreaterThan(before ?? 0);
	expect(Math.abs(after - (user + system) / 1e6)).toBeLessThan(0.1);
	expect(await processorSeconds(undefined)).toBeNull();
});
