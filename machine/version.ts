import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from './folders';

/** The version stands in package.json alone. */
export function readVersion(): string {
	return (JSON.parse(readFileSync(join(projectRoot(), 'package.json'), 'utf8')) as { version: string }).version;
}
