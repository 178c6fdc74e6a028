import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stormOfRewards } from '../testbed/reward-storm';

test('a process that is killed in the middle of 1,000 rewards loses none that it answered, and counts none twice', async () => {
	const folder = mkdtempSync(join(tmpdir(), 'tip-bench-kills-'));
	const [kills, rewards] = [3, 1_000];
	expect(await stormOfRewards(folder, kills, rewards)).toEqual({
		...{ kills, answered: kills * rewards, lost: 0, doubled: 0, wrongStates: 0, wrongCounts: 0 },
		takenUnanswered: expect.any(Number),
	});
	rmSync(folder, { recursive: true });
}, 120_000);
