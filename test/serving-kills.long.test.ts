import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stormOfRewards } from '../testbed/reward-storm';

test('sixty kills lose no reward that was answered, and count none twice', async () => {
	const folder = mkdtempSync(join(tmpdir(), 'tip-bench-kills-'));
	const [kills, rewards] = [60, 1_000];
	const end = await stormOfRewards(folder, kills, rewards);
	process.stderr.write(`${JSON.stringify(end)}\n`);
	expect(end).toMatchObject({
		...{ kills, answered: kills * rewards, lost: 0, doubled: 0, wrongStates: 0, wrongCounts: 0 },
	});
	rmSync(folder, { recursive: true });
}, 2_400_000);
