import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { countLoadsFromHere } from './ollama-log';

test('only loads that are logged from now on count', () => {
	const folder = mkdtempSync(join(tmpdir(), 'tip-bench-log-'));
	const file = join(folder, 'ollama.log');
	const load = 'time=… level=INFO source=server.go:433 msg="starting runner" cmd="ollama runner --model …"\n';
	writeFileSync(file, load);
	const count = countLoadsFromHere(file);
	expect(count()).toBe(0);
	appendFileSync(file, `${load}[GIN] 200 POST "/api/generate"\n${load}`);
	expect(count()).toBe(2);
	rmSync(folder, { recursive: true });
});
