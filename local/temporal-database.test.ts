import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { databaseSchema, schemaOf } from './temporal-database';

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(path.join(tmpdir(), 'tip-bench database '));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const write = (name: string, text: string) => writeFileSync(path.join(folder, name), text);
const header = 'SQLite format 3\0';
const tables = 'CREATE TABLE executions(…) CREATE TABLE current_executions(…)';

test('a folder with no database, or an empty one, or something else under its name, is for any server', () => {
	expect(databaseSchema(folder)).toBeUndefined();
	expect(databaseSchema(path.join(folder, 'not there'))).toBeUndefined();
	write('temporal.db', '');
	write('temporal.db-wal', `${tables} left over from a database that was removed`);
	expect(databaseSchema(folder)).toBeUndefined();
	write('temporal.db', 'my notes');
	rmSync(path.join(folder, 'temporal.db-wal'));
	expect(databaseSchema(folder)).toBeUndefined();
});

test('the tables tell, whether they lie in the file or still in its write-ahead log', () => {
	write('temporal.db', `${header}${tables}`);
	expect(databaseSchema(folder)).toBe('before 1.31');
	write('temporal.db', header);
	write('temporal.db-wal', `${tables} CREATE TABLE current_chasm_executions(…)`);
	expect(databaseSchema(folder)).toBe('from 1.31');
});

test.each([
	['1.24.0', 'before 1.31'],
	['1.30.9', 'before 1.31'],
	['1.31.0', 'from 1.31'],
	['1.100.2', 'from 1.31'],
	['2.0.0', 'from 1.31'],
])('a server %s makes a database %s', (version, schema) => {
	expect(schemaOf(version)).toBe(schema);
});
