import { TipBenchError } from '../../domain/errors';
import { CodedError } from '../../machine/coded-error';

/** SQLite's primary result codes (https://www.sqlite.org/rescode.html). */
const codes = { busy: 5, locked: 6, readOnly: 8, ioError: 10, corrupt: 11, full: 13, cannotOpen: 14, notADatabase: 26 };

/** What the numbers are in words (sqlite3_errstr): some errors come without their number, as where a table's pages are damaged. */
const sentences: Readonly<Record<string, number>> = {
	'database is locked': codes.busy,
	'database table is locked': codes.locked,
	'attempt to write a readonly database': codes.readOnly,
	'disk I/O error': codes.ioError,
	'database disk image is malformed': codes.corrupt,
	'database or disk is full': codes.full,
	'unable to open database file': codes.cannotOpen,
	'file is not a database': codes.notADatabase,
};

/** Of an input or output error, the extended code for a write that did not go through, as on a full disk. */
const writeFailed = 778;

/** What a store that cannot be used says, as a coded error; anything else as it is. @param path of the store */
export function storeFailure(thrown: unknown, path: string): unknown {
	if (thrown instanceof CodedError || !isOfSqlite(thrown)) return thrown;
	const extended = thrown.sqliteExtendedCode ?? thrown.errcode ?? sentences[thrown.message] ?? 0;
	const why = `${path}: ${thrown.message}`;
	const fails = (code: 'StoreBusy' | 'StoreFull' | 'StoreInvalid') => new TipBenchError(code, why, { cause: thrown });
	switch (extended & 0xff) {
		case codes.busy:
		case codes.locked:
			return fails('StoreBusy');
		case codes.full:
			return fails('StoreFull');
		case codes.ioError:
			return fails(extended === writeFailed ? 'StoreFull' : 'StoreInvalid');
		case codes.corrupt:
		case codes.notADatabase:
		case codes.cannotOpen:
		case codes.readOnly:
			return fails('StoreInvalid');
		default:
			return thrown;
	}
}

/** Told by its shape: an addon makes its errors of another realm's class where tests run in one of their own. */
function isOfSqlite(thrown: unknown): thrown is Error & { errcode?: number; sqliteExtendedCode?: number } {
	return typeof thrown === 'object' && thrown !== null && 'code' in thrown && thrown.code === 'ERR_SQLITE_ERROR';
}
