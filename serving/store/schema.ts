/** Of the tables below; a store of another version is not touched. */
export const storeVersion = 2;

/** Users whose id begins so are simulated: they are left out where nobody asks for them, and swept. */
export const simulated = 'sim:';

/**
 * The tables. Times are milliseconds since 1970. `counted_at` is `made_at`, but never before that of an earlier decision: a
 * clock that was set back must not make a decision old.
 */
export const schema = `
	CREATE TABLE users (
		key INTEGER PRIMARY KEY,
		id TEXT NOT NULL UNIQUE,
		history TEXT NOT NULL
	) STRICT;
	CREATE TABLE states (
		key INTEGER PRIMARY KEY,
		user INTEGER NOT NULL,
		policy TEXT NOT NULL,
		state TEXT NOT NULL,
		UNIQUE (user, policy)
	) STRICT;
	CREATE TABLE decisions (
		key INTEGER PRIMARY KEY,
		id BLOB NOT NULL UNIQUE,
		user INTEGER NOT NULL,
		policy TEXT NOT NULL,
		version TEXT NOT NULL,
		made_at INTEGER NOT NULL,
		counted_at INTEGER NOT NULL,
		hour REAL NOT NULL,
		weekend INTEGER NOT NULL,
		tips TEXT NOT NULL,
		numbers BLOB NOT NULL,
		chosen INTEGER NOT NULL
	) STRICT;
	CREATE INDEX decisions_of_user ON decisions (user);
	CREATE INDEX decisions_by_time ON decisions (counted_at);
	CREATE TABLE rewards (
		decision INTEGER PRIMARY KEY,
		reward REAL NOT NULL,
		outcome TEXT,
		given_at INTEGER NOT NULL
	) STRICT;
	CREATE TABLE totals (
		policy TEXT NOT NULL,
		simulated INTEGER NOT NULL,
		decisions INTEGER NOT NULL,
		rewards INTEGER NOT NULL,
		reward_sum REAL NOT NULL,
		PRIMARY KEY (policy, simulated)
	) STRICT, WITHOUT ROWID;
	CREATE TABLE shadows (
		name TEXT PRIMARY KEY,
		agreed INTEGER NOT NULL,
		differed INTEGER NOT NULL,
		unanswered INTEGER NOT NULL
	) STRICT, WITHOUT ROWID;
	PRAGMA user_version = ${storeVersion};
`;
