import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../machine/folders';

/** A file of `test/kept-runs/`: what MLflow, a bench or a command of an earlier release gave. */
export function keptFile(name: string): string {
	return readFileSync(join(projectRoot(), 'test/kept-runs', name), 'utf8');
}
