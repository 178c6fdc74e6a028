import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bentFiles } from '../testbed/bent-files/bent-files';
import { scoredForms, type Tally, tallyFile } from '../testbed/bent-files/checked';

/** A share of `judge-file-fuzz.long.test.ts`. */
test('500 bent judge files are applied whole or refused with a reason', async () => {
	const folder = mkdtempSync(join(tmpdir(), 'tip-bench-bent-'));
	const forms = await scoredForms();
	const tally: Tally = { accepted: 0, refused: 0, wrong: [] };
	for (const file of bentFiles(15, 500, () => forms)) await tallyFile(file, join(folder, 'file'), tally);
	rmSync(folder, { recursive: true });
	expect(tally.wrong).toEqual([]);
	// Both happen, or nothing was tried.
	expect(Math.min(tally.accepted, tally.refused)).toBeGreaterThan(50);
}, 60_000);

test('a file of nothing but spaces, or of braces, is refused at once', async () => {
	const folder = mkdtempSync(join(tmpdir(), 'tip-bench-bent-'));
	const tally: Tally = { accepted: 0, refused: 0, wrong: [] };
	for (const content of [
		' '.repeat(1e6),
		'{ '.repeat(2e5),
		'['.repeat(1e6),
		'{"runs":'.repeat(1e5),
		`run_id,${'"'.repeat(1e5)}`,
	])
		await tallyFile({ how: content.slice(0, 10), content, keepsAll: false }, join(folder, 'file'), tally);
	rmSync(folder, { recursive: true });
	expect(tally).toEqual({ accepted: 0, refused: 5, wrong: [] });
});
