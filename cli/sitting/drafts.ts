import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Draft, readDraft } from './draft';

/** The drafts in a folder that hold scores which MLflow does not have yet. */
export function draftsOf(folder: string): Draft[] {
	return filesIn(folder)
		.map((name) => readDraft(readOrEmpty(join(folder, name))))
		.filter((draft) => draft !== null)
		.filter(({ unstored }) => unstored.length > 0);
}

function filesIn(folder: string): string[] {
	try {
		return readdirSync(folder).filter((name) => name.endsWith('.json'));
	} catch {
		return [];
	}
}

function readOrEmpty(path: string): string {
	try {
		return readFileSync(path, 'utf8');
	} catch {
		return '';
	}
}
