import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bentFiles } from '../testbed/bent-files/bent-files';
import { scoredForms, type Tally, tallyFile } from '../testbed/bent-files/checked';

test('10,000 bent judge files are applied whole or refused with a reason', async () => {
	const folder = mkdtempSync(join(tmpdir(), 'tip-bench-bent-'));
	const forms = await scoredForms();
	const tally: Tally = { accepted: 0, refused: 0, wrong: [] };
	for (const file of bentFiles(2_026, 10_000, () => forms)) await tallyFile(file, join(folder, 'file'), tally);
	rmSync(folder, { recursive: true });
	console.log(`${tally.accepted} applied, ${tally.refused} refused`);
	expect(tally.wrong).toEqual([]);
}, 600_000);
