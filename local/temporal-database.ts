import { closeSync, openSync, readSync } from 'node:fs';
import path from 'node:path';

/**
 * Which servers a database of the dev server is for. From 1.31 on they keep schedules in a table that earlier ones do
 * not make, and a dev server makes tables only in a new file: on the other kind of database schedules hang.
 */
export type DatabaseSchema = 'before 1.31' | 'from 1.31';

/** The database's file in the state folder. */
export const databaseFile = 'temporal.db';

// SQLite keeps the text of each table's definition as it is. They are made first, so they lie at the beginning: of the
// file itself, or of its write-ahead log until that has been taken over.
const beginning = 4_000_000;
const everyTable = 'CREATE TABLE current_executions';
const newTable = 'CREATE TABLE current_chasm_executions';

function beginningOf(file: string): string {
	let descriptor: number | undefined;
	try {
		descriptor = openSync(file, 'r');
		const bytes = Buffer.alloc(beginning);
		return bytes.toString('latin1', 0, readSync(descriptor, bytes));
	} catch {
		return '';
	} finally {
		if (descriptor !== undefined) closeSync(descriptor);
	}
}

/** What the database in a state folder is for; undefined where there is none yet, or none that can be read. */
export function databaseSchema(stateDir: string): DatabaseSchema | undefined {
	const file = path.join(stateDir, databaseFile);
	const content = beginningOf(file);
	if (content === '') return undefined;
	const text = content + beginningOf(`${file}-wal`);
	if (!text.includes(everyTable)) return undefined;
	return text.includes(newTable) ? 'from 1.31' : 'before 1.31';
}

/** The schema that a server of this version makes and needs. */
export function schemaOf(serverVersion: string): DatabaseSchema {
	const [major = 0, minor = 0] = serverVersion.split('.').map(Number);
	return major > 1 || minor >= 31 ? 'from 1.31' : 'before 1.31';
}
