import { cpSync, mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../machine/folders';

/** A copy of the data files, for a worker that shares them with nobody. @returns its folder, below the one given */
export function ownData(stateDir: string): string {
	const data = mkdtempSync(join(stateDir, 'data-'));
	for (const folder of ['prompts', 'rubrics', 'scenarios', 'personas']) {
		cpSync(join(projectRoot(), folder), join(data, folder), { recursive: true });
	}
	return data;
}
