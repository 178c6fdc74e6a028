import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { projectRoot } from '../machine/folders';

const program = `
	const { openStoreAt } = require(process.argv[1]);
	for (let at = 0; at < 30; at += 1) {
		// Each at the same millisecond, as near as two cores can.
		while (Date.now() < Number(process.argv[3]) + at * 60);
		openStoreAt(process.argv[2] + at).close();
	}
`;

test('of several processes that make the store at once none is refused', async () => {
	const folder = mkdtempSync(join(tmpdir(), 'tip-bench-beginnings-'));
	const built = join(projectRoot(), 'dist', 'serving', 'store', 'open-store.js');
	const at = String(Date.now() + 2_000);
	const one = () => promisify(execFile)(process.execPath, ['-e', program, built, join(folder, 'policies-'), at]);
	await Promise.all([one(), one()]);
	rmSync(folder, { recursive: true });
}, 60_000);
