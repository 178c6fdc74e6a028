import { storeFailure } from './store-failure';

const thrown = (message: string, more = {}) => Object.assign(new Error(message), { code: 'ERR_SQLITE_ERROR', ...more });

test.each([
	['database disk image is malformed', 'StoreInvalid'],
	['file is not a database', 'StoreInvalid'],
	['database or disk is full', 'StoreFull'],
	['database is locked', 'StoreBusy'],
])('%s is known by its words, where no number comes with it', (message, code) => {
	expect(storeFailure(thrown(message), 'a.sqlite')).toMatchObject({ code, message: `a.sqlite: ${message}` });
});

test('a number goes before the words; what is neither, and what is not of SQLite, stays as it is', () => {
	expect(storeFailure(thrown('database is locked', { sqliteExtendedCode: 13 }), 'a')).toMatchObject({
		code: 'StoreFull',
	});
	for (const each of [thrown('no such table: a'), new Error('database is locked'), null])
		expect(storeFailure(each, 'a')).toBe(each);
});
