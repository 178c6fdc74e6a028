import { closeSync, openSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync, type DatabaseSyncInstance, type StatementSyncInstance } from '@photostructure/sqlite';
import { TipBenchError } from '../../domain/errors';
import type { Env } from '../../machine/environment/kinds';
import { cannotWrite } from '../../machine/errors';
import { makeFolderSync } from '../../machine/make-folder';
import { servingFolder } from '../serving-folder';
import { schema, storeVersion } from './schema';
import { storeFailure } from './store-failure';

/** What a column holds, and what it is set to. */
export type Cell = string | number | Uint8Array | null;

/** An open store. Several processes may have it open at once. */
export interface Store {
	readonly path: string;
	/** The first row that a query finds, if any. */
	one<Row>(sql: string, ...values: readonly Cell[]): Row | undefined;
	all<Row>(sql: string, ...values: readonly Cell[]): Row[];
	/** @returns how many rows were changed, and the key of the one that was added last */
	run(sql: string, ...values: readonly Cell[]): { readonly changes: number; readonly key: number };
	/**
	 * Does work that nobody else's work comes between, all of it or nothing. What it returned is kept, also where this
	 * process is killed a moment later.
	 * @throws TipBenchError StoreBusy, StoreFull, StoreInvalid; what the work throws
	 */
	transaction<T>(work: () => T): T;
	close(): void;
}

/** How a store is opened. */
export interface StoreOptions {
	/** Milliseconds for which another process's work is waited for. */
	readonly patienceMs?: number;
	/** Whether all of it is looked through first: a second for a gigabyte. */
	readonly check?: boolean;
	/** Whether the log before the database is moved into it by this connection; else somebody else has to. */
	readonly checkpoints?: boolean;
}

const usualPatienceMs = 2_000;

/** Milliseconds after which opening is tried again. */
const againMs = 20;

/**
 * Opens the store of an environment, which is made where there is none.
 * @throws TipBenchError StoreInvalid where it is damaged or of another version; MachineError FileUnwritable
 */
export function openStore(env: Env, options: StoreOptions = {}): Store {
	return openStoreAt(join(servingFolder(env), 'policies.sqlite'), options);
}

/** As {@link openStore}, of a file. */
export function openStoreAt(path: string, options: StoreOptions = {}): Store {
	const { patienceMs = usualPatienceMs } = options;
	// Of several who make it at once SQLite refuses all but one, without waiting, while the log is set up.
	for (const until = Date.now() + patienceMs; ; sleepSync(againMs)) {
		try {
			return openNow(path, patienceMs, options);
		} catch (error) {
			const isBusy = error instanceof TipBenchError && error.code === 'StoreBusy';
			if (!isBusy || Date.now() > until) throw error;
		}
	}
}

function sleepSync(ms: number): void {
	Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

function openNow(path: string, patienceMs: number, { check = false, checkpoints = true }: StoreOptions): Store {
	makeFolderSync(dirname(path), 0o700);
	// Whoever else uses this machine reads no user's decisions; SQLite's other files take over this mode.
	makeFile(path);
	const database = attempt(path, () => new DatabaseSync(path, { timeout: patienceMs }));
	try {
		attempt(path, () => {
			prepare(database, checkpoints);
			if (check) lookThrough(database, path);
		});
		readVersion(database, path);
	} catch (error) {
		database.close();
		throw error;
	}
	return storeOf(database, path);
}

function makeFile(path: string): void {
	try {
		closeSync(openSync(path, 'a', 0o600));
	} catch (error) {
		throw cannotWrite(path, error);
	}
}

function prepare(database: DatabaseSyncInstance, checkpoints: boolean): void {
	const of = <Row>(sql: string) => database.prepare(sql).get() as Row;
	if (of<{ user_version: number }>('PRAGMA user_version').user_version === 0) begin(database);
	database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA secure_delete = FAST');
	if (!checkpoints) database.exec('PRAGMA wal_autocheckpoint = 0');
}

/** Makes the tables, unless another process did just now; a file of somebody else's tables stays as it is. */
function begin(database: DatabaseSyncInstance): void {
	const isEmpty = () => database.prepare('SELECT 1 FROM sqlite_schema').get() === undefined;
	if (!isEmpty()) return;
	database.exec('PRAGMA journal_mode = WAL');
	database.exec('BEGIN IMMEDIATE');
	if (isEmpty()) database.exec(schema);
	database.exec('COMMIT');
}

function readVersion(database: DatabaseSyncInstance, path: string): void {
	const { user_version: version } = database.prepare('PRAGMA user_version').get() as { user_version: number };
	if (version === storeVersion) return;
	const what = version === 0 ? 'holds tables that are none of ours' : `is of version ${version}`;
	throw new TipBenchError('StoreInvalid', `${path} ${what}; this program reads version ${storeVersion}`);
}

function lookThrough(database: DatabaseSyncInstance, path: string): void {
	const { quick_check: found } = database.prepare('PRAGMA quick_check(1)').get() as { quick_check: string };
	if (found !== 'ok') throw new TipBenchError('StoreInvalid', `${path} is damaged: ${found}`);
}

function storeOf(database: DatabaseSyncInstance, path: string): Store {
	const statements = new Map<string, StatementSyncInstance>();
	const opened = fileAt(path);
	const statement = (sql: string) => {
		const known = statements.get(sql) ?? database.prepare(sql);
		statements.set(sql, known);
		return known;
	};
	return {
		path,
		one: <Row>(sql: string, ...values: readonly Cell[]) =>
			attempt(path, () => statement(sql).get(...values)) as Row | undefined,
		all: <Row>(sql: string, ...values: readonly Cell[]) =>
			attempt(path, () => statement(sql).all(...values)) as unknown as Row[],
		run: (sql, ...values) => {
			const { changes, lastInsertRowid } = attempt(path, () => statement(sql).run(...values));
			return { changes: Number(changes), key: Number(lastInsertRowid) };
		},
		transaction: (work) => {
			// Of what was put away or in whose place a copy was put, nobody would ever read what is kept now.
			if (fileAt(path) !== opened)
				throw new TipBenchError('StoreInvalid', `${path} was taken away or replaced while it was in use; start again`);
			attempt(path, () => database.exec('BEGIN IMMEDIATE'));
			try {
				const result = work();
				attempt(path, () => database.exec('COMMIT'));
				return result;
			} catch (error) {
				// A full disk may have ended it already.
				if (database.isTransaction) database.exec('ROLLBACK');
				throw error;
			}
		},
		close: () => {
			statements.clear();
			database.close();
		},
	};
}

/** Which file that is; a copy in its place is another. */
function fileAt(path: string): string {
	const found = statSync(path, { throwIfNoEntry: false });
	return found === undefined ? '' : `${found.dev} ${found.ino}`;
}

function attempt<T>(path: string, work: () => T): T {
	try {
		return work();
	} catch (error) {
		throw storeFailure(error, path);
	}
}
