import { readFileSync } from 'node:fs';
import { processorSeconds, stolenSeconds } from './processor';

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

linux('stolen time is the eighth number of the line of all processors', async () => {
	const stolenNow = () => Number(/^cpu +(?:\d+ ){7}(\d+)/.exec(readFileSync('/proc/stat', 'utf8'))?.[1]) / 100;
	const before = stolenNow();
	const stolen = await stolenSeconds();
	expect(stolen).toBeGreaterThanOrEqual(before);
	expect(stolen).toBeLessThanOrEqual(stolenNow());
});
